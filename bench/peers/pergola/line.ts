/** A socket to the relay that proves a device: asks and gets answers, and hears what comes by itself. */
import { WebSocket } from 'ws'
import { decode, encode, fromClient, fromRelay, helloMessage, originBytes, type FromClient, type FromRelay } from '@pergola/protocol'
import type { DeviceSecret } from '@pergola/core/identity'
import { nodeCrypto } from '../../../apps/cli/src/ports/nodePorts.ts'

export const crypto = nodeCrypto()
const ORIGIN = crypto.sha256(originBytes('http://localhost'))
/** Frames that end an answer. */
const LAST = new Set<FromRelay['t']>(['done', 'accepted', 'receipt', 'refused'])

type Unnumbered<F> = F extends { readonly id: number } ? Omit<F, 'id'> : never
export type Asked = Unnumbered<FromClient>

export interface Line {
  /** Resolves with the last frame of the answer; throws when it is a refusal. `each`: told of the frames before it. */
  readonly ask: (asked: Asked, each?: (frame: FromRelay) => void) => Promise<FromRelay>
  readonly onEvent: (hear: (frame: FromRelay) => void) => void
}

interface Waiting {
  readonly each: (frame: FromRelay) => void
  readonly resolve: (frame: FromRelay) => void
  readonly reject: (why: Error) => void
}

const heard = (data: Buffer): FromRelay => {
  const frame = decode(fromRelay, data)
  if (!frame.ok) throw new Error(frame.problem.why)
  return frame.value
}

const greet = async (socket: WebSocket, device: DeviceSecret): Promise<void> => {
  const next = (): Promise<FromRelay> => new Promise((resolve) => socket.once('message', (data: Buffer) => resolve(heard(data))))
  const challenge = await next()
  if (challenge.t !== 'challenge') throw new Error('no challenge')
  const signature = await crypto.sign(device.signSeed, helloMessage(challenge.relayKey, challenge.nonce, ORIGIN, device.id))
  const { certificate } = device
  const welcome = next()
  socket.send(
    encode(fromClient, { t: 'hello', device: device.id, deviceKey: certificate.deviceKey, certificate, origin: ORIGIN, signature }),
  )
  if ((await welcome).t !== 'welcome') throw new Error('not welcome')
}

export const lineTo = async (url: string, device: DeviceSecret): Promise<Line> => {
  const socket = new WebSocket(`${url.replace('http', 'ws')}/api/socket`, { perMessageDeflate: false })
  await greet(socket, device)
  const waiting = new Map<number, Waiting>()
  let onEvent: (frame: FromRelay) => void = () => {}
  let ids = 0
  socket.on('message', (data: Buffer) => {
    const frame = heard(data)
    const asker = 'id' in frame ? waiting.get(frame.id) : undefined
    if (!asker || !('id' in frame)) return onEvent(frame)
    if (!LAST.has(frame.t)) return asker.each(frame)
    waiting.delete(frame.id)
    if (frame.t === 'refused') asker.reject(new Error(`refused: ${frame.error}`))
    else asker.resolve(frame)
  })
  return {
    ask: (asked, each = () => {}) =>
      new Promise((resolve, reject) => {
        const id = ++ids
        waiting.set(id, { each, resolve, reject })
        socket.send(encode(fromClient, { ...asked, id } as FromClient))
      }),
    onEvent: (hear) => (onEvent = hear),
  }
}
