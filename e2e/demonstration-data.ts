import { cp } from 'node:fs/promises'
import { inject } from 'vitest'

/** Fills a data folder with the demonstration, every shipped guide published. */
export async function copyDemonstration(dataFolder: string): Promise<void> {
  await cp(inject('demonstration'), dataFolder, { recursive: true })
}
