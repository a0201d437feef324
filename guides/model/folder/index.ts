// What needs a disk; the rest of reading and writing folders is in `@charrette/guides` itself.
export { diskFolder, writeToDisk } from './disk-folder.ts'
