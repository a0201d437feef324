// What the thread of `finishing-threads.ts` does that reads finished files, by a library that did not write them.
export { examinePdf as examine } from './examine-pdf.ts'
