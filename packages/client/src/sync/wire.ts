/** One socket to the relay: opening handshake, numbered requests, events. Knows frames, nothing of what they carry. */
import type { DeviceSecret } from '@pergola/core/identity'
import {
  decode,
  encodeFrame,
  fromRelay,
  helloMessage,
  originBytes,
  sameBytes,
  type ErrorCode,
  type FromClient,
  type FromRelay,
} from '@pergola/protocol'
import type { Secrets } from '../local/vault.ts'
import type { Clock, Line, Ports } from '../ports.ts'

export type Refused = { readonly t: 'refused'; readonly error: ErrorCode; readonly detail: number } | { readonly t: 'offline' }
/** Somebody else answered at the relay's address: it has another key. */
export interface Stranger {
  readonly t: 'stranger'
}
type Answer = Exclude<FromRelay, { t: 'challenge' | 'welcome' | 'gone' | 'news' | 'closing' | 'refused' }>
export type WireEvent = Extract<FromRelay, { t: 'page' | 'gone' | 'news' | 'closing' }>
/** A request without its number. `Omit` over a union, variant by variant. */
type WithoutId<F> = F extends { readonly id: number } ? Omit<F, 'id'> : never
export type Request = WithoutId<Extract<FromClient, { id: number }>>

/** Ends a request: anything that is not one page of several (those end with `done`). */
const isLast = (frame: { readonly t: FromRelay['t'] }): boolean => frame.t !== 'page' && frame.t !== 'listed' && frame.t !== 'alertPage'

export interface Welcome {
  readonly session: Uint8Array
  readonly enrolled: boolean
  /** Relay's clock minus ours, ms. */
  readonly skew: number
}

export interface WireHandlers {
  readonly onEvent: (event: WireEvent) => void
  readonly onClose: (wire: Wire) => void
}

/** A relay that owes an answer and says nothing for so long (ms) is not there any more. */
const SILENCE = 30_000
/** After so long (ms) without a word we ask for one: what is between may have forgotten this line and told nobody. */
const QUIET = 60_000
/** Asks for nothing but an answer; the relay does not count it as use. */
const ANYBODY_THERE = { t: 'fetch', items: [] } as const

/** `heard('waiting')` starts to wait for the next sign, anew each time; `heard('resting')` for nothing in particular; `heard('over')` stops. */
const listening = ({ after }: Clock, givenUp: () => void, ask = (): void => {}): ((state: 'waiting' | 'resting' | 'over') => void) => {
  let cancel = (): void => {}
  return (state) => {
    cancel()
    cancel = state === 'over' ? () => {} : state === 'waiting' ? after(SILENCE, givenUp) : after(QUIET, ask)
  }
}

interface Waiting {
  readonly onFrame: (frame: Answer) => void
  readonly settle: (answer: Answer | Refused) => void
}

export class Wire {
  readonly #line: Line
  readonly #waiting = new Map<number, Waiting>()
  readonly #handlers: WireHandlers
  readonly #heard: (state: 'waiting' | 'resting' | 'over') => void
  readonly welcome: Welcome
  #next = 1
  #closed = false

  private constructor(line: Line, welcome: Welcome, handlers: WireHandlers, clock: Clock) {
    this.#line = line
    this.welcome = welcome
    this.#handlers = handlers
    const givenUp = (): void => {
      line.close()
      this.#onClose()
    }
    this.#heard = listening(clock, givenUp, () => void this.request(ANYBODY_THERE))
    this.#heard('resting')
  }

  /**
   * Connects to the relay with this key and signs in as `device`; or why not: `offline` when it cannot be reached or says
   * nothing. A stranger is not told who we are.
   */
  static async open(
    ports: Ports,
    { device, relayKey }: Pick<Secrets, 'device' | 'relayKey'>,
    enrolling: boolean,
    handlers: WireHandlers,
  ): Promise<Wire | Refused | Stranger> {
    return new Promise((resolve) => {
      let wire: Wire | null = null
      let skew = 0
      const heard = listening(ports.clock, () => {
        line.close()
        resolve({ t: 'offline' })
      })
      const settle = (opened: Wire | Refused | Stranger): void => {
        heard('over')
        resolve(opened)
      }
      const line = ports.transport.connect({
        onClose: () => (wire ? wire.#onClose() : settle({ t: 'offline' })),
        onMessage: (bytes) => {
          const frame = decode(fromRelay, bytes)
          if (!frame.ok) return line.close()
          const value = frame.value
          if (wire) return wire.#onFrame(value)
          if (value.t === 'challenge') {
            if (!sameBytes(value.relayKey, relayKey)) {
              settle({ t: 'stranger' })
              return line.close()
            }
            skew = value.now - ports.clock.now()
            void hello(ports, device, enrolling, value).then((reply) => line.send(encodeFrame(reply)))
          } else if (value.t === 'welcome') {
            wire = new Wire(line, { session: value.session, enrolled: value.enrolled, skew }, handlers, ports.clock)
            settle(wire)
          } else {
            settle(value.t === 'refused' ? { t: 'refused', error: value.error, detail: value.detail } : { t: 'offline' })
            line.close()
          }
        },
      })
      heard('waiting')
    })
  }

  get closed(): boolean {
    return this.#closed
  }

  close(): void {
    this.#line.close()
  }

  /** Sends a request. `onFrame` gets each page; resolves with the last frame, or why not. */
  request(request: Request, onFrame: (frame: Answer) => void = () => {}): Promise<Answer | Refused> {
    if (this.#closed) return Promise.resolve({ t: 'offline' })
    const id = this.#next++
    return new Promise((settle) => {
      if (this.#waiting.size === 0) this.#heard('waiting')
      this.#waiting.set(id, { onFrame, settle })
      this.#line.send(encodeFrame({ ...request, id } as FromClient))
    })
  }

  #onFrame(frame: FromRelay): void {
    if (this.#closed) return
    if (this.#waiting.size === 0) this.#heard('resting')
    if (frame.t === 'gone' || frame.t === 'news' || frame.t === 'closing') return this.#handlers.onEvent(frame)
    if (frame.t === 'challenge' || frame.t === 'welcome') return
    if (frame.t === 'page' && frame.id === 0) return this.#handlers.onEvent(frame)
    const waiting = this.#waiting.get(frame.id)
    if (!waiting) return
    if (isLast(frame)) this.#waiting.delete(frame.id)
    this.#heard(this.#waiting.size > 0 ? 'waiting' : 'resting')
    if (frame.t === 'refused') return waiting.settle({ t: 'refused', error: frame.error, detail: frame.detail })
    if (!isLast(frame)) return waiting.onFrame(frame)
    waiting.onFrame(frame)
    waiting.settle(frame)
  }

  #onClose(): void {
    if (this.#closed) return
    this.#closed = true
    this.#heard('over')
    for (const { settle } of this.#waiting.values()) settle({ t: 'offline' })
    this.#waiting.clear()
    this.#handlers.onClose(this)
  }
}

const hello = async (
  ports: Ports,
  device: DeviceSecret,
  enrolling: boolean,
  challenge: Extract<FromRelay, { t: 'challenge' }>,
): Promise<FromClient> => {
  const origin = ports.crypto.sha256(originBytes(ports.transport.origin))
  const message = helloMessage(challenge.relayKey, challenge.nonce, origin, device.id)
  return {
    t: 'hello',
    device: device.id,
    deviceKey: device.certificate.deviceKey,
    certificate: enrolling ? device.certificate : null,
    origin,
    signature: await ports.crypto.sign(device.signSeed, message),
  }
}
