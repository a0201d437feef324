// node typst.mjs <folder with guide.typ> <out file> <results> [--change]
// Compiles to PDF/UA-1 with the peers' compiler and says `result` after each. `--change` changes a
// word of one chapter before each result but the first, which is what Typst is incremental in.
import { readFileSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'

const [, , folder = '', out = '', results = '1', change] = process.argv
const require = createRequire(new URL('../peers/package.json', import.meta.url))
const { NodeCompiler } = require('@myriaddreamin/typst-ts-node-compiler')
const compiler = NodeCompiler.create({ workspace: folder })
const main = join(folder, 'guide.typ')
const text = readFileSync(main, 'utf8')
for (let at = 0; at < Number(results); at++) {
  if (change === '--change') {
    const from = text.indexOf('.', Math.floor(text.length / 2))
    compiler.addSource(main, `${text.slice(0, from)} word${at}${text.slice(from)}`)
  } else if (at > 0) compiler.evictCache(0)
  writeFileSync(
    out,
    compiler.pdf({ mainFilePath: main }, { creationTimestamp: 0, pdfStandard: 'ua-1' }),
  )
  process.stdout.write('result\n')
}
