/**
 * Every hash, signature and derived key starts with its own label: bytes made for one use are worth nothing in another. Used as
 * `LABELS.person` and so on; each is an export of its own, so that a page carries only those it uses.
 */
import { ascii } from './codec.ts'

const label = (name: string): Uint8Array => ascii(`pergola/1 ${name}\0`)

export const person = label('person')
export const device = label('device')
export const deviceCertificate = label('device certificate')
export const control = label('control entry')
export const controlId = label('control entry id')
export const commitId = label('commit id')
export const push = label('push')
export const head = label('head')
export const receipt = label('receipt')
export const snapshot = label('snapshot')
export const orgKeys = label('organisation keys')
export const hello = label('hello')
export const signIn = label('sign in')
export const recover = label('recover')
export const intakeCard = label('intake card')
export const edition = label('edition')
export const epochKey = label('epoch key')
export const permit = label('permit')
export const mailbox = label('mailbox')
export const work = label('work')
export const factor = label('factor')
export const factors = label('factors')
export const parcel = label('parcel')
export const end = label('end of a space')
