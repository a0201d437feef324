export { anchorAt } from './anchor-at.ts'
export * from './comment.ts'
export {
  type AnchorPlace,
  anchoredBlock,
  anchorHolds,
  findAnchor,
  oneLine,
  quoted,
  readPosition,
} from './find-anchor.ts'
export * from './threads.ts'
