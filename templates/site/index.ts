export { aboutPage } from './about-page.ts'
export { type AskField, type AskForm, askedPage, askPage } from './ask-page.ts'
export { citiesPage } from './cities-page.ts'
export { cityPage } from './city-page.ts'
export { conveningsPage } from './convenings-page.ts'
export { cover } from './cover.ts'
export {
  type EditionDownload,
  type EditionFrame,
  type EditionTranslation,
  framedEditionPage,
  type ListedEdition,
} from './edition-frame.ts'
export { examplePage } from './example-page.ts'
export { examplesPage } from './examples-page.ts'
export {
  type CommentField,
  type ExampleField,
  exampleFormPage,
  feedbackPage,
  feedbackThanksPage,
  type ReadPage,
} from './feedback-page.ts'
export { type AnnouncedRelease, atomFeed, sitemap } from './feeds.ts'
export type { FormState } from './form-field.ts'
export { frontPage } from './front-page.ts'
export { fileSize, guideEntry } from './guide-entry.ts'
export { guidesPage } from './guides-page.ts'
export { exampleAddress, type ListedExample } from './listed-example.ts'
export { mailPage, type ShownMail } from './mail-page.ts'
export {
  inLanguage,
  type Messages,
  messagesFor,
  type SiteLanguage,
  siteLanguageOf,
  siteLanguages,
} from './messages/index.ts'
export { movedPage } from './moved-page.ts'
export { cityAddress, type NetworkCity } from './network-city.ts'
export { newsPage } from './news-page.ts'
export {
  newsletterHtml,
  newsletterMomentPage,
  newsletterPage,
  subscribePage,
} from './newsletter-page.ts'
export { opdsCatalogue } from './opds-catalogue.ts'
export { type Page, page } from './page.ts'
export { type PrintableEdition, printedPage, printPage, wordsOfPrint } from './print-page.ts'
export { problemPage } from './problem-page.ts'
export {
  type City,
  type GuideKind,
  inOtherLanguages,
  ofKind,
  type PublishedGuide,
} from './published-guide.ts'
export { searchBox, searchPage } from './search-page.ts'
export { type SetUpField, type SetUpForm, setUpPage } from './set-up-page.ts'
export { signInLinkPage } from './sign-in-link-page.ts'
export { stopMailPage, stoppedMailPage } from './stop-mail-page.ts'
export { withWholeAddresses } from './whole-addresses.ts'
export { withdrawnPage } from './withdrawn-page.ts'
