/** Entries to append to the log of one guide after `seq`, all or none. */
export interface Append {
  guideId: string
  seq: number
  /** ISO 8601, UTC. */
  at: string
  entries: AppendEntry[]
}

export interface AppendEntry {
  update: Uint8Array
  accountId: string
  cityId: string
}

// How appends go to the thread that makes them:
//
//   n × (string(guide) • uint(seq) • string(at) • uint(m)
//        • m × (string(account) • string(city) • uint(length) • update))
//
// uint is four bytes, string is uint(bytes) • UTF-8.

/** Appends as bytes. */
export function encodeAppends(appends: Append[]): Uint8Array {
  let most = 0
  for (const { guideId, at, entries } of appends) {
    most += 16 + 3 * (guideId.length + at.length)
    for (const { update, accountId, cityId } of entries)
      most += 12 + 3 * (accountId.length + cityId.length) + update.length
  }
  const buffer = Buffer.allocUnsafeSlow(most)
  let end = 0
  const writeUint = (value: number) => {
    end = buffer.writeUInt32LE(value, end)
  }
  const writeString = (text: string) => {
    const length = buffer.write(text, end + 4)
    writeUint(length)
    end += length
  }
  for (const { guideId, seq, at, entries } of appends) {
    writeString(guideId)
    writeUint(seq)
    writeString(at)
    writeUint(entries.length)
    for (const { update, accountId, cityId } of entries) {
      writeString(accountId)
      writeString(cityId)
      writeUint(update.length)
      buffer.set(update, end)
      end += update.length
    }
  }
  return buffer.subarray(0, end)
}

/** The appends that bytes of `encodeAppends` hold; their updates are views of them. */
export function decodeAppends(bytes: Uint8Array): Append[] {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  let at = 0
  const readUint = () => {
    at += 4
    return buffer.readUInt32LE(at - 4)
  }
  const readString = () => {
    const length = readUint()
    at += length
    return buffer.toString('utf8', at - length, at)
  }
  const appends: Append[] = []
  while (at < buffer.length) {
    const guideId = readString()
    const seq = readUint()
    const moment = readString()
    const entries: AppendEntry[] = []
    for (let left = readUint(); left > 0; left--) {
      const accountId = readString()
      const cityId = readString()
      const length = readUint()
      at += length
      entries.push({ accountId, cityId, update: bytes.subarray(at - length, at) })
    }
    appends.push({ guideId, seq, at: moment, entries })
  }
  return appends
}
