/** Every hash, signature and derived key starts with its own label: bytes made for one use are worth nothing in another. */
import { ascii } from './codec.ts'

const label = (name: string): Uint8Array => ascii(`pergola/1 ${name}\0`)

export const LABELS = {
  person: label('person'),
  device: label('device'),
  deviceCertificate: label('device certificate'),
  control: label('control entry'),
  controlId: label('control entry id'),
  commitId: label('commit id'),
  push: label('push'),
  head: label('head'),
  receipt: label('receipt'),
  snapshot: label('snapshot'),
  orgKeys: label('organisation keys'),
  hello: label('hello'),
  signIn: label('sign in'),
  recover: label('recover'),
  intakeCard: label('intake card'),
  epochKey: label('epoch key'),
  permit: label('permit'),
  mailbox: label('mailbox'),
  work: label('work'),
} as const
