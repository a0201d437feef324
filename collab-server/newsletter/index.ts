export { newsletterBeginning } from './begin-newsletter.ts'
export { deliverNewsletter, deliveryCounts } from './deliver-newsletter.ts'
export { newsletterMail } from './newsletter-mail.ts'
export { currentRelease, NewsletterRefusal, sendingOf, sendNewsletter } from './send-newsletter.ts'
export {
  askForNewsletter,
  confirmSubscription,
  countSubscribers,
  isConfirmLink,
  isStopLink,
  type NewsletterPlaces,
  stopNewsletter,
  TooManySubscriptions,
} from './subscribe.ts'
