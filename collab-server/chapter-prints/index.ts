export { printChapters, printFile } from './print-chapters.ts'
export { readPrint, requestPrint, TooManyPrints } from './request-print.ts'
