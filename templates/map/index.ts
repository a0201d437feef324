export { type MapPoint, placeOnMap } from './place-on-map.ts'
export { usOutlines } from './us-outlines.ts'
