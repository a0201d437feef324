// Writes a guide's log and packs it, over and over, until it is ended from outside.
// Usage: pack-log.ts DATA-FOLDER
import { openStore } from '../../store/open-store.ts'
import { appendUpdates, readLog } from '../guide-log.ts'
import { compactLog } from '../log-segments.ts'
import { packedGuide, packedUpdate } from './packed-guide.ts'

const [dataFolder] = process.argv.slice(2)
if (!dataFolder) throw new Error('DATA-FOLDER is needed')
const store = await openStore({ dataFolder })
let seq = (await readLog(store, packedGuide, 0)).length
for (;;) {
  const entries = Array.from({ length: 20 }, (_, index) => packedUpdate(seq + index + 1))
  if (!(await appendUpdates(store, packedGuide, seq, entries))) throw new Error('Not alone')
  seq += entries.length
  // Said when it is on disk: what is read of it is what must be there.
  process.stdout.write(`${seq}\n`)
  await compactLog(store, packedGuide, { entries: 7, bytes: 1 << 20, keep: 3 })
}
