// node guides/model/check-folder.ts <folder> …: prints what is wrong with guides' folders.
import { checkGuide } from './checks/check-guide.ts'
import { findingAsText, hasErrors } from './finding.ts'
import { diskFolder } from './folder/disk-folder.ts'
import { readGuideFolder } from './folder/read-guide-folder.ts'
import { wordCount } from './plain-text.ts'

const directories = process.argv.slice(2)
if (directories.length === 0) {
  process.stderr.write('Usage: node guides/model/check-folder.ts <guide folder> …\n')
  process.exitCode = 2
}
for (const directory of directories) {
  const { guide, findings } = await readGuideFolder(diskFolder(directory))
  const all = guide ? [...findings, ...checkGuide(guide)] : findings
  for (const each of all) process.stdout.write(`${findingAsText(each)}\n`)
  const errors = all.filter(({ severity }) => severity === 'error').length
  const words = guide ? `${guide.chapters.length} chapters, ${wordCount(guide)} words; ` : ''
  process.stdout.write(`${directory}: ${words}${errors} errors, ${all.length - errors} warnings\n`)
  if (!guide) process.stdout.write('The release checks run once the errors above are mended.\n')
  if (hasErrors(all)) process.exitCode = 1
}
