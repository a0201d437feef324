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

function syncFrame(step: number, payload: Uint8Array): Uint8Array {
  const encoder = encoding.createEncoder()
  encoding.writeVarUint(encoder, messageType.sync)
  encoding.writeVarUint(encoder, step)
  encoding.writeVarUint8Array(encoder, payload)
  return webSocketFrame(encoder)
}

/** A whole binary message as a server sends it (RFC 6455, 5.2): never masked, never in parts. */
function webSocketFrame(encoder: encoding.Encoder): Uint8Array {
  const length = encoding.length(encoder)
  const header = length < 126 ? 2 : length < 65_536 ? 4 : 10
  const frame = new Uint8Array(header + length)
  frame[0] = 0x82
  if (header === 2) frame[1] = length
  else {
    const view = new DataView(frame.buffer)
    frame[1] = header === 4 ? 126 : 127
    if (header === 4) view.setUint16(2, length)
    else view.setBigUint64(2, BigInt(length))
  }
  let at = header
  for (const full of encoder.bufs) {
    frame.set(full, at)
    at += full.length
  }
  frame.set(encoder.cbuf.subarray(0, encoder.cpos), at)
  return frame
}
