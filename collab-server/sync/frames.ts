import * as encoding from 'lib0/encoding'
import { messageType, syncStep } from './protocol.ts'

// The frames that the server sends, each built once, WebSocket header included, and written as it
// is to the socket of every connection that gets it.

export function syncStep1Frame(stateVector: Uint8Array): Uint8Array {
  return syncFrame(syncStep.step1, stateVector)
}

export function syncStep2Frame(update: Uint8Array): Uint8Array {
  return syncFrame(syncStep.step2, update)
}

/**
 * One message for each update, to be written in one go. Merging them into one update costs far
 * more here (with the square of their number) than reading them one by one costs a client.
 */
export function updateFrames(updates: Uint8Array[]): Uint8Array {
  const frames = updates.map((update) => syncFrame(syncStep.update, update))
  const [only] = frames
  return frames.length === 1 && only ? only : Buffer.concat(frames)
}

export function awarenessFrame(update: Uint8Array): Uint8Array {
  const encoder = encoding.createEncoder()
  encoding.writeVarUint(encoder, messageType.awareness)
  encoding.writeVarUint8Array(encoder, update)
  return webSocketFrame(encoder)
}

/** y-protocols/auth: permission denied, with a reason. */
export function deniedFrame(reason: string): Uint8Array {
  const encoder = encoding.createEncoder()
  encoding.writeVarUint(encoder, messageType.auth)
  encoding.writeVarUint(encoder, 0)
  encoding.writeVarString(encoder, reason)
  return webSocketFrame(encoder)
}

export function receiptFrame(number: number): Uint8Array {
  const encoder = encoding.createEncoder()
  encoding.writeVarUint(encoder, messageType.receipt)
  encoding.writeVarUint(encoder, number)
  return webSocketFrame(encoder)
}

/** Written without an encoder: every update of everybody goes through here. */
function syncFrame(step: number, payload: Uint8Array): Uint8Array {
  const { length } = payload
  let lengthBytes = 1
  for (let rest = length; rest > 0x7f; rest >>>= 7) lengthBytes++
  const { frame, start } = emptyFrame(2 + lengthBytes + length)
  let at = start
  frame[at++] = messageType.sync
  frame[at++] = step
  let rest = length
  for (; rest > 0x7f; rest >>>= 7) frame[at++] = 0x80 | (rest & 0x7f)
  frame[at++] = rest
  frame.set(payload, at)
  return frame
}

function webSocketFrame(encoder: encoding.Encoder): Uint8Array {
  const { frame, start } = emptyFrame(encoding.length(encoder))
  let at = start
  for (const full of encoder.bufs) {
    frame.set(full, at)
    at += full.length
  }
  frame.set(encoder.cbuf.subarray(0, encoder.cpos), at)
  return frame
}

/**
 * A whole binary message as a server sends it (RFC 6455, 5.2): never masked, never in parts. What
 * it says goes to `start`.
 */
function emptyFrame(length: number): { frame: Uint8Array; start: number } {
  const start = length < 126 ? 2 : length < 65_536 ? 4 : 10
  const frame = new Uint8Array(start + length)
  frame[0] = 0x82
  if (start === 2) frame[1] = length
  else {
    const view = new DataView(frame.buffer)
    frame[1] = start === 4 ? 126 : 127
    if (start === 4) view.setUint16(2, length)
    else view.setBigUint64(2, BigInt(length))
  }
  return { frame, start }
}
