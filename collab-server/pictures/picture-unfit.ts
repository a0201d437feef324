/** What is wrong with a picture that cannot be taken; the message is for people. */
export class PictureUnfit extends Error {
  readonly code = 'picture-unfit'
}
