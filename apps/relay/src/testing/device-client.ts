/** A device on a memory relay, as tests speak for it: ask and wait for the answer, or see what came by itself. */
import { decode, encode, fromClient, fromRelay, helloMessage, originBytes, type FromClient, type FromRelay } from '@pergola/protocol'
import { sha256 } from '../crypto/sha256.ts'
import type { Device } from './author.ts'
import type { MemoryRelay } from './memory-relay.ts'

export type Got<T extends FromRelay['t']> = Extract<FromRelay, { t: T }>
type Asked = Exclude<FromClient, { t: 'hello' }>
type Unnumbered<F> = F extends { readonly id: number } ? Omit<F, 'id'> : never

/** Frames that end an answer. */
const LAST = new Set<FromRelay['t']>(['done', 'accepted', 'receipt', 'refused', 'invitationList'])

export interface Greeting {
  readonly origin?: string
  readonly certificate?: boolean
  readonly deviceKey?: Uint8Array
  readonly signature?: Uint8Array
}

export class DeviceClient {
  readonly frames: FromRelay[] = []
  closed = false
  #nextId = 1
  #waiting: (() => void)[] = []
  readonly #link: { send(bytes: Uint8Array): void; close(): void }

  constructor(relay: Pick<MemoryRelay, 'connect'>) {
    this.#link = relay.connect({
      onMessage: (bytes) => {
        const frame = decode(fromRelay, bytes)
        if (!frame.ok) throw new Error(frame.problem.why)
        this.frames.push(frame.value)
        this.#wake()
      },
      onClose: () => {
        this.closed = true
        this.#wake()
      },
    })
  }

  #wake(): void {
    for (const resolve of this.#waiting.splice(0)) resolve()
  }

  async until<T>(look: () => T | undefined): Promise<T> {
    for (;;) {
      const found = look()
      if (found !== undefined) return found
      if (this.closed) throw new Error('closed')
      await new Promise<void>((resolve) => this.#waiting.push(resolve))
    }
  }

  of<T extends FromRelay['t']>(t: T): Got<T>[] {
    return this.frames.filter((frame): frame is Got<T> => frame.t === t)
  }

  /** The first frame of this kind, waited for. */
  first<T extends FromRelay['t']>(t: T): Promise<Got<T>> {
    return this.until(() => this.of(t)[0])
  }

  async greet(
    device: Device,
    { origin = 'http://localhost', certificate = true, deviceKey, signature }: Greeting = {},
  ): Promise<Got<'welcome'> | Got<'refused'>> {
    const { nonce, relayKey } = await this.first('challenge')
    const where = sha256(originBytes(origin))
    this.sendFrame({
      t: 'hello',
      device: device.id,
      deviceKey: deviceKey ?? device.signer.publicKey,
      certificate: certificate ? device.certificate : null,
      origin: where,
      signature: signature ?? device.signer.sign(helloMessage(relayKey, nonce, where, device.id)),
    })
    return this.until(() => this.of('welcome')[0] ?? this.of('refused')[0])
  }

  sendFrame(frame: FromClient): void {
    this.sendBytes(encode(fromClient, frame))
  }

  sendBytes(bytes: Uint8Array): void {
    this.#link.send(bytes)
  }

  /** Sends a request and gives everything that answers it, the last frame last. */
  async ask(request: Unnumbered<Asked>): Promise<readonly FromRelay[]> {
    const id = this.#nextId++
    this.sendFrame({ ...request, id } as FromClient)
    const answers = (): FromRelay[] => this.frames.filter((frame) => 'id' in frame && frame.id === id)
    await this.until(() => answers().find((frame) => LAST.has(frame.t)))
    return answers()
  }

  /** The last frame of the answer, in one word: `receipt`, or the error. */
  async outcome(request: Unnumbered<Asked>): Promise<string> {
    const last = (await this.ask(request)).at(-1)!
    return last.t === 'refused' ? last.error : last.t
  }

  async fetch(space: string, control = 0, pos = 0, snapshot = false): Promise<Got<'page'>[]> {
    const answers = await this.ask({ t: 'fetch', items: [{ space: space as never, control, pos, snapshot }] })
    return answers.filter((frame): frame is Got<'page'> => frame.t === 'page')
  }

  close(): void {
    this.#link.close()
  }
}
