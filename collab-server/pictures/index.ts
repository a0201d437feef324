export { cleanPicture, readCleanPicture } from './clean-picture.ts'
export { PictureUnfit } from './picture-unfit.ts'
