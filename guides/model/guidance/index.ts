export { guidanceOf, withoutGuidance } from './guidance.ts'
export { openGuidance } from './open-guidance.ts'
