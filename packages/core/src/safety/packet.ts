/**
 * The emergency packet: what those who help need to know, in a space of its own that our organisation reads until a rung of the
 * ladder opens it to another.
 *
 * | record | fields |
 * |---|---|
 * | `emergency/main` | caseSpace, pseudonym, openedAt |
 * | `packet/<person of the file>` | who, doctor, lawyer, tell, todo |
 */
import type { OrgId, SpaceId } from '@pergola/protocol'
import type { Doc, Op, RecordId } from '../record/model.ts'
import { idIn, lineIn, rowAt, rowsInOrder, textIn, wholeIn } from '../record/read.ts'
import { cleanText, utf8Length } from '../record/text.ts'
import { checked, setOp, type Ops } from '../record/write.ts'
import type { Packet, PacketSpace } from './model.ts'

const PARTS = ['who', 'doctor', 'lawyer', 'tell', 'todo'] as const
const LONGEST = 20_000

export const readPackets = (doc: Doc): PacketSpace => ({
  caseSpace: idIn<SpaceId>(rowAt(doc, 'emergency', 'main'), 'caseSpace'),
  pseudonym: lineIn(rowAt(doc, 'emergency', 'main'), 'pseudonym', 80),
  openedAt: wholeIn(rowAt(doc, 'emergency', 'main'), 'openedAt', 0),
  packets: rowsInOrder(doc, 'packet').map(([person, row]) => ({
    person,
    ...(Object.fromEntries(PARTS.map((part) => [part, textIn(row, part)])) as Omit<Packet, 'person'>),
  })),
})

export const openPacketSpace = (caseSpace: SpaceId): Op => setOp('emergency', 'main', { caseSpace })

/** In the packet's space, for those who open it: what the case is called, and since when they have it (Unix ms). */
export const packetIsOpen = (pseudonym: string, openedAt: number): Op => setOp('emergency', 'main', { pseudonym, openedAt })

export const savePacket = ({ person, ...parts }: Packet): Ops =>
  checked([['person', person !== ''], ...PARTS.map((part) => [part, utf8Length(parts[part]) <= LONGEST] as const)], () => [
    setOp('packet', person, Object.fromEntries(PARTS.map((part) => [part, cleanText(parts[part])]))),
  ])

/** Emergency spaces that a case names; the first is written to. */
export const emergencySpacesOf = (doc: Doc): readonly SpaceId[] =>
  (rowAt(doc, 'case', 'main')?.sets['emergencySpaces'] ?? []) as readonly SpaceId[]

export const nameEmergencySpace = (space: SpaceId): Op => ({ o: 'add', c: 'case', i: 'main', f: 'emergencySpaces', v: space })

/** In the case, for everyone who works on it: that the packet was opened to somebody, for which alarm. */
export const packetOpened = (id: RecordId, org: string, alarm: string, at: number): Op => setOp('packetOpened', id, { org, alarm, at })

/** Every opening so far. */
export const packetOpenings = (
  doc: Doc,
): readonly { readonly id: RecordId; readonly org: OrgId; readonly alarm: string; readonly at: number }[] =>
  rowsInOrder(doc, 'packetOpened').flatMap(([id, row]) => {
    const org = idIn<OrgId>(row, 'org')
    return org === null ? [] : [{ id, org, alarm: idIn(row, 'alarm') ?? '', at: wholeIn(row, 'at', 0) }]
  })
