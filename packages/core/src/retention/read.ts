/** Rules, proposals and bare records from an organisation's book, holds from a case. Odd things are left out or plain. */
import type { BlobId, DeviceId, Head, OrgId, PersonId, SpaceId } from '@pergola/protocol'
import { dayOf, parseDay } from '../casework/day.ts'
import type { Instant } from '../casework/model.ts'
import { msOf } from '../record/hlc.ts'
import type { Doc, Fields, RecordId, Row, Value } from '../record/model.ts'
import { asMap, flagIn, idIn, oneOfIn, rowAt, rowsInOrder, textIn, valueOf, wholeIn } from '../record/read.ts'
import { isWhole } from '../record/write.ts'
import { CLOSING_REASONS, OUTCOMES } from '../vocabulary/caseCodes.ts'
import { RETENTION_RULES_BY, SUGGESTED_MONTHS } from '../vocabulary/retentionCodes.ts'
import type { BareRecord, EndingAlert, EndingSpace, EndsWhat, Hold, Proposal, Retention, RetentionRuleId } from './model.ts'

export const LEAST_MONTHS = 1
export const MOST_MONTHS = 240

/** Every rule, with what is suggested where nobody has said anything: turned off. */
export const readRetention = (book: Doc): Retention => {
  const kept = rowAt(book, 'retention', 'kept')
  return {
    rules: RETENTION_RULES_BY.map((id) => {
      const row = rowAt(book, 'retention', id)
      const months = valueOf(row, 'months')
      const isPlain = isWhole(months, LEAST_MONTHS, MOST_MONTHS)
      return { id, months: isPlain ? (months as number) : SUGGESTED_MONTHS[id], on: isPlain && flagIn(row, 'on') }
    }),
    kept: { kinds: valueOf(kept, 'kinds') !== false, outcomes: valueOf(kept, 'outcomes') !== false },
  }
}

/** The hold that stands in a case, or null. */
export const readHold = (doc: Doc): Hold | null => {
  const row = rowAt(doc, 'hold', 'main')
  const until = parseDay(valueOf(row, 'until'))
  const by = idIn<PersonId>(row, 'by')
  if (row === undefined || until === null || by === null) return null
  return { reason: textIn(row, 'reason'), by, until, since: parseDay(valueOf(row, 'since')) ?? dayOf(msOf(row.firstAt) as Instant) }
}

const ruleIn = (row: Row): RetentionRuleId | null => {
  const rule = valueOf(row, 'rule')
  return (RETENTION_RULES_BY as readonly unknown[]).includes(rule) ? (rule as RetentionRuleId) : null
}

const idOf = (value: Value | undefined, length: number): string | null =>
  typeof value === 'string' && value.length === length && /^[0-9a-f]+$/u.test(value) ? value : null

const spaceOf = (value: Value): readonly EndingSpace[] => {
  const from = asMap(value)
  const [space, head, device] = [idOf(from?.['space'], 32), idOf(from?.['head'], 64), idOf(from?.['device'], 32)]
  const [pos, signature, blobs] = [from?.['pos'], from?.['signature'], from?.['blobs']]
  if (!space || !head || !device || !Number.isSafeInteger(pos) || !(signature instanceof Uint8Array) || signature.length !== 64) return []
  const named = (Array.isArray(blobs) ? (blobs as readonly Value[]) : []).flatMap((blob) => idOf(blob, 32) ?? [])
  return [
    {
      space: space as SpaceId,
      head: head as Head,
      device: device as DeviceId,
      pos: pos as number,
      signature,
      blobs: named as readonly string[] as readonly BlobId[],
    },
  ]
}

/** Proposals that stand. */
export const readProposals = (book: Doc): readonly Proposal[] => rowsInOrder(book, 'ending').flatMap(readProposal)

const readProposal = ([id, row]: readonly [RecordId, Row]): readonly Proposal[] => {
  const { case: space, what } = placeOf(id)
  const [by, at, listed] = [idIn<PersonId>(row, 'by'), valueOf(row, 'at'), valueOf(row, 'spaces')]
  const spaces = Array.isArray(listed) ? (listed as readonly Value[]).flatMap(spaceOf) : []
  if (space === null || by === null || typeof at !== 'number' || spaces.length === 0) return []
  // One space that cannot be read is a proposal that cannot be kept whole.
  if (spaces.length !== (listed as readonly Value[]).length) return []
  return [{ case: space, what, by, at, rule: ruleIn(row), spaces, alerts: what === 'alerts' ? alertsIn(row) : [] }]
}

const alertsIn = (row: Row): readonly EndingAlert[] => {
  const listed = valueOf(row, 'alerts')
  return (Array.isArray(listed) ? (listed as readonly Value[]) : []).flatMap((value) => {
    const from = asMap(value)
    const [id, turns] = [idOf(from?.['id'], 64), from?.['turns']]
    return id !== null && isWhole(turns, 0, Number.MAX_SAFE_INTEGER) ? [{ id, turns: turns as number }] : []
  })
}

const placeOf = (id: RecordId): { readonly case: SpaceId | null; readonly what: EndsWhat } => {
  const [space = '', what = 'all'] = id.split(':')
  return { case: idOf(space, 32) as SpaceId | null, what: what === 'parts' || what === 'alerts' ? what : 'all' }
}

/** The record of a proposal, and of what is left when it was carried out. */
export const endingId = ({ case: space, what }: { readonly case: SpaceId; readonly what: EndsWhat }): RecordId => `${space}:${what}`

const monthIn = (row: Row, field: string): string => {
  const month = valueOf(row, field)
  return typeof month === 'string' && /^\d{4}-(0[1-9]|1[0-2])$/u.test(month) ? month : ''
}

const codesIn = (fields: Fields, field: string): readonly string[] => {
  const list = fields[field]
  return Array.isArray(list) ? (list as readonly Value[]).filter((one): one is string => typeof one === 'string' && one.length <= 80) : []
}

/** What is left of what was destroyed, newest last. */
export const readBareRecords = (book: Doc): readonly BareRecord[] =>
  rowsInOrder(book, 'ended').flatMap(([id, row]): readonly BareRecord[] => {
    const place = placeOf(id)
    const [proposedBy, confirmedBy] = [idIn<PersonId>(row, 'proposedBy'), idIn<PersonId>(row, 'confirmedBy')]
    if (place.case === null || proposedBy === null || confirmedBy === null) return []
    const fields = Object.fromEntries(Object.entries(row.cells).map(([field, cell]) => [field, cell.value]))
    const reason = oneOfIn(row, 'reason', [...CLOSING_REASONS, ''] as const, '')
    return [
      {
        ...place,
        case: place.case,
        rule: ruleIn(row),
        opened: monthIn(row, 'opened'),
        closed: monthIn(row, 'closed'),
        ended: monthIn(row, 'ended'),
        reason: reason === '' ? null : reason,
        kinds: codesIn(fields, 'kinds'),
        outcomes: codesIn(fields, 'outcomes').filter((code): code is (typeof OUTCOMES)[number] =>
          (OUTCOMES as readonly string[]).includes(code),
        ),
        alerts: wholeIn(row, 'alerts', 0),
        proposedBy,
        confirmedBy,
        told: codesIn(fields, 'told') as readonly string[] as readonly OrgId[],
        done: flagIn(row, 'done'),
      },
    ]
  })
