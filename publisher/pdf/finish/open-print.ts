import { ParseSpeeds, PDFDocument } from 'pdf-lib'

/** Opens what the browser printed. pdf-lib would pause at every hundredth object for other work, which threads have not. */
export const openPrint = (print: Uint8Array): Promise<PDFDocument> =>
  PDFDocument.load(print, { updateMetadata: false, parseSpeed: ParseSpeeds.Fastest })
