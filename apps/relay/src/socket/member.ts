import { encode, fromRelay, type DeviceCertificate, type DeviceId, type FromRelay } from '@pergola/protocol'
import type { Wire } from '../ports.ts'
import type { Refusal } from '../refusal.ts'

/** What may wait unsent for one reader before it is cut off: it can fetch what it missed. */
export const MOST_WAITING = 32 * 1024 * 1024

/** A connection that has proved its device. */
export class Member {
  readonly device: DeviceId
  readonly deviceKey: Uint8Array
  readonly certificate: DeviceCertificate | null
  /** Hex; bearer token for files while the socket lives. */
  readonly session: string
  readonly wire: Wire

  constructor(parts: Pick<Member, 'device' | 'deviceKey' | 'certificate' | 'session' | 'wire'>) {
    this.device = parts.device
    this.deviceKey = parts.deviceKey
    this.certificate = parts.certificate
    this.session = parts.session
    this.wire = parts.wire
  }

  sendBytes(bytes: Uint8Array): void {
    if (this.wire.waiting() > MOST_WAITING) this.wire.close()
    else this.wire.send(bytes)
  }

  send(frame: FromRelay): void {
    this.sendBytes(encode(fromRelay, frame))
  }

  refuse(id: number, { type, detail }: Refusal): void {
    this.send({ t: 'refused', id, error: type, detail })
  }
}
