/** A relay that is not honest: it sits on one person's line, reads every frame, and changes what it likes. */
import type { Transport } from '@pergola/client'
import { decode, encode, fromClient, fromRelay, type FromClient, type FromRelay, type Page, type SpaceId } from '@pergola/protocol'

export type Change = (frame: FromRelay) => readonly FromRelay[]

const honest: Change = (frame) => [frame]

export class Middle {
  /** What reaches the person in place of each frame. */
  toClient: Change = honest
  /** What reaches the relay in place of each frame. */
  toRelay: (frame: FromClient) => readonly FromClient[] = (frame) => [frame]
  /** Everything the relay said so far. */
  readonly heard: FromRelay[] = []
  #deliver: ((bytes: Uint8Array) => void) | null = null

  readonly through = (transport: Transport): Transport => ({
    ...transport,
    connect: (handlers) => {
      const deliver = (frame: FromRelay): void => handlers.onMessage(encode(fromRelay, frame))
      this.#deliver = handlers.onMessage
      const line = transport.connect({
        onClose: handlers.onClose,
        onMessage: (bytes) => {
          const frame = decode(fromRelay, bytes)
          if (!frame.ok) throw new Error(frame.problem.why)
          this.heard.push(frame.value)
          for (const changed of this.toClient(frame.value)) deliver(changed)
        },
      })
      return {
        close: line.close,
        send: (bytes) => {
          const frame = decode(fromClient, bytes)
          if (!frame.ok) throw new Error(frame.problem.why)
          for (const changed of this.toRelay(frame.value)) line.send(encode(fromClient, changed))
        },
      }
    },
  })

  /** Says something by itself. */
  say(frame: FromRelay): void {
    this.sayBytes(encode(fromRelay, frame))
  }

  sayBytes(bytes: Uint8Array): void {
    this.#deliver!(bytes)
  }

  /** Changes pages of one space that carry commits. */
  changePages(space: SpaceId, change: (page: Page & { readonly t: 'page' }) => readonly FromRelay[]): void {
    this.toClient = (frame) => (frame.t === 'page' && frame.space === space ? change(frame) : [frame])
  }
}
