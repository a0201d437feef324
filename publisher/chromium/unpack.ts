// Unpacks the browser and its libraries below TMPDIR. Run by executable.ts as a process of its own.
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { inflate } from '@sparticuz/chromium'

const bin = join(dirname(dirname(fileURLToPath(import.meta.resolve('@sparticuz/chromium')))), 'bin')
await inflate(join(bin, 'chromium.br'))
await inflate(join(bin, 'al2023.tar.br'))
