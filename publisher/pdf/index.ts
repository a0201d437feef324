export { type PaperName, papers } from '../print/paper.ts'
export { PrintBrowser, type PrintBrowserOptions, PrintFailed } from '../print/print-browser.ts'
export { type PrintPdfOptions, printPdf } from './print-pdf.ts'
