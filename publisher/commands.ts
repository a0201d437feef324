export { checkCommand, checkHelp } from './check-command.ts'
export { type CommandIo, publishCommand, publishHelp } from './command.ts'
export { previewCommand, previewHelp } from './preview/preview-command.ts'
export { verifyCommand, verifyHelp } from './verify-command.ts'
