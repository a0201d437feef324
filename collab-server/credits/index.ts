export {
  type CreditCorrection,
  correctCredit,
  correctionsOf,
  takeBackCorrection,
} from './corrections.ts'
export { CreditRefusal, type CreditRefusalCode } from './credit-refusal.ts'
export { citiesTogether, creditedCities } from './credited-cities.ts'
export { type Credits, creditsOfText, withCredits } from './credits-of-text.ts'
export { presentCredits } from './present-credits.ts'
