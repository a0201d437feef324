export { aboutPage } from './about-page.ts'
export { type AskField, type AskForm, askedPage, askPage } from './ask-page.ts'
export { citiesPage } from './cities-page.ts'
export { cityPage } from './city-page.ts'
export { conveningsPage } from './convenings-page.ts'
export { cover } from './cover.ts'
export { examplePage } from './example-page.ts'
export { examplesPage } from './examples-page.ts'
export { type AnnouncedRelease, atomFeed, sitemap } from './feeds.ts'
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
  siteLanguages,
} from './messages/index.ts'
export { cityAddress, type NetworkCity } from './network-city.ts'
export { newsPage } from './news-page.ts'
export {
  newsletterHtml,
  newsletterMomentPage,
  newsletterPage,
  subscribePage,
} from './newsletter-page.ts'
export { type Page, page } from './page.ts'
export { problemPage } from './problem-page.ts'
export { type City, type GuideKind, ofKind, type PublishedGuide } from './published-guide.ts'
export { stopMailPage, stoppedMailPage } from './stop-mail-page.ts'
export { withdrawnPage } from './withdrawn-page.ts'
