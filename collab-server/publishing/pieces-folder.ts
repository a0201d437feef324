import { join } from 'node:path'

/** Where pieces of printed guides are kept, for editions and for chapters printed by themselves. */
export const piecesFolder = (dataFolder: string): string => join(dataFolder, 'pieces')
