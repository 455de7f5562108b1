/**
 * Fifty devices, each of an organisation of its own, push what was signed beforehand: the next push when the one before is
 * acknowledged. Told over IPC how many pushes to make ready and when to start; tells what it measured.
 */
import { WebSocket } from 'ws'
import { decode, encode, fromClient, fromRelay, helloMessage, originBytes, type FromRelay } from '@pergola/protocol'
import { sha256 } from '../../apps/relay/src/crypto/sha256.ts'
import { FIRST, foundOrganisation, newDevice, newPerson, writePush, type Writing } from '../../apps/relay/src/testing/author.ts'

/** `load.ts URL CLIENTS [COMMITS-A-PUSH]`. */
const COMMITS_A_PUSH = Number(process.argv[4] ?? 16)
const RECEIPT_TAG = 5

export interface Order {
  readonly pushes: number
}

export interface Measured {
  readonly commits: number
  readonly seconds: number
  readonly p50: number
  readonly p99: number
}

interface Client {
  readonly socket: WebSocket
  readonly prepare: (pushes: number) => void
  readonly run: (latencies: number[]) => Promise<void>
}

const ORIGIN = sha256(originBytes('http://localhost'))

const nextFrame = (socket: WebSocket): Promise<FromRelay> =>
  new Promise((resolve, reject) => {
    socket.once('message', (data: Buffer) => {
      const frame = decode(fromRelay, data)
      if (frame.ok) resolve(frame.value)
      else reject(new Error(frame.problem.why))
    })
  })

const connect = async (url: string): Promise<Client> => {
  const device = newDevice(newPerson())
  const socket = new WebSocket(`${url.replace('http', 'ws')}/api/socket`, { perMessageDeflate: false })
  const challenge = await nextFrame(socket)
  if (challenge.t !== 'challenge') throw new Error('no challenge')
  const signature = device.signer.sign(helloMessage(challenge.relayKey, challenge.nonce, ORIGIN, device.id))
  const hello = {
    t: 'hello',
    device: device.id,
    deviceKey: device.signer.publicKey,
    certificate: device.certificate,
    origin: ORIGIN,
    signature,
  } as const
  socket.send(encode(fromClient, hello))
  await nextFrame(socket)
  const { entry, stand } = foundOrganisation(device)
  socket.send(encode(fromClient, { t: 'control', id: 1, entry, permit: null }))
  const accepted = await nextFrame(socket)
  if (accepted.t !== 'accepted') throw new Error(`not founded: ${JSON.stringify(accepted)}`)

  let writing: Writing = FIRST
  let ready: Uint8Array[] = []
  const payload = new Uint8Array(512 + 16)
  return {
    socket,
    prepare: (pushes) => {
      ready = []
      for (let n = 0; n < pushes; n++) {
        const { commits, signature: signed, next } = writePush(device, stand, writing, COMMITS_A_PUSH, payload)
        ready.push(encode(fromClient, { t: 'push', id: n, space: stand.space, commits, signature: signed }))
        writing = next
      }
    },
    run: (latencies) =>
      new Promise((resolve, reject) => {
        let at = 0
        let sent = 0
        const send = (): void => {
          sent = performance.now()
          socket.send(ready[at++]!)
        }
        const onMessage = (data: Buffer): void => {
          if (data[0] !== RECEIPT_TAG) return reject(new Error(`refused: ${data.toString('hex')}`))
          latencies.push(performance.now() - sent)
          if (at < ready.length) return send()
          socket.off('message', onMessage)
          resolve()
        }
        socket.on('message', onMessage)
        send()
      }),
  }
}

const CLIENTS = Number(process.argv[3])
const clients = await Promise.all(Array.from({ length: CLIENTS }, () => connect(process.argv[2]!)))

const measure = async (): Promise<Measured> => {
  const latencies: number[] = []
  const start = performance.now()
  await Promise.all(clients.map((client) => client.run(latencies)))
  const seconds = (performance.now() - start) / 1000
  latencies.sort((a, b) => a - b)
  const quantile = (q: number): number => latencies[Math.floor(q * (latencies.length - 1))]!
  return { commits: latencies.length * COMMITS_A_PUSH, seconds, p50: quantile(0.5), p99: quantile(0.99) }
}

process.on('message', ({ pushes }: Order) => {
  for (const client of clients) client.prepare(pushes)
  void measure().then((measured) => process.send!(measured))
})
process.send!('connected')
