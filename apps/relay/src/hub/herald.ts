/** Telling those who are connected to this process what was written: at once, in the order it was acknowledged. */
import { changedMembers, knownDevice, type Membership, type OrgId, type ParsedControl, type PersonId } from '@pergola/protocol'
import { pageFrame } from '../socket/pages.ts'
import type { Member } from '../socket/member.ts'
import type { PushRow } from '../store/store.ts'
import type { Audience } from './audience.ts'
import type { Accepted } from './push.ts'
import type { SpaceState } from './spaces.ts'

/** A control entry that was written: the membership before it (null: it founded the space) and the space after it. */
export interface Change {
  readonly before: Membership | null
  readonly after: SpaceState
  readonly parsed: ParsedControl
}

export interface Herald {
  /** The author knows already. */
  pushed(author: Member, accepted: Accepted): void
  changed(author: Member, change: Change): void
  news(org: OrgId, what: 'alerts' | 'invitations'): void
  /** Resolves when everything that is written from now on will be told. */
  start(): Promise<void>
  stop(): void
}

/** Consecutive pushes of one space as one page. */
export const tellPushes = (audience: Audience, readers: readonly OrgId[], rows: readonly PushRow[], author: Member | null): void => {
  const newest = rows.at(-1)
  if (newest === undefined) return
  const { space, last: pos, head } = newest
  // Clients take the newest control position from the entries themselves.
  const page = { id: 0, space, control: [], snapshot: null, after: 0, pushes: rows, pos, head, controlSeq: 0, more: false }
  audience.tell(readers, () => pageFrame(page), author)
}

/** Those who are out hear it with the proof, those who came that there is something to list. */
const tellMembers = (audience: Audience, author: Member | null, { before, after, parsed }: Change): void => {
  const { came, went } = changedMembers(before, after.membership)
  const space = after.row.space
  if (after.row.kind !== 'organisation') {
    for (const org of went) for (const member of audience.of(org as OrgId)) member.send({ t: 'gone', space, entry: parsed.signed })
    for (const org of came)
      for (const member of audience.of(org as OrgId)) if (member !== author) member.send({ t: 'news', what: 'spaces' })
    return
  }
  for (const person of came) for (const member of audience.waiting(person as PersonId)) member.send({ t: 'news', what: 'spaces' })
  for (const member of audience.of(space as OrgId)) {
    if (knownDevice(after.membership, member.device)?.now) continue
    member.send({ t: 'gone', space, entry: parsed.signed })
    audience.mute(member)
  }
}

export const tellChange = (audience: Audience, author: Member | null, change: Change): void => {
  const { after, parsed } = change
  const { space, pos, head } = after.row
  const page = {
    id: 0,
    space,
    control: [parsed.signed],
    snapshot: null,
    after: pos,
    pushes: [],
    pos,
    head,
    controlSeq: parsed.entry.seq,
    more: false,
  }
  if (change.before !== null) audience.tell(after.readers, () => pageFrame(page), author)
  tellMembers(audience, author, change)
}

/** Whoever enrolled this device hears of its organisation from now on. */
export const letHear = (audience: Audience, author: Member, { after, parsed }: Change): void => {
  if (parsed.entry.actions.some((action) => action.t === 'addDevice')) audience.join(author, after.row.space as OrgId)
}

export const tellOrg = (audience: Audience, org: OrgId, what: 'alerts' | 'invitations'): void => {
  for (const member of audience.of(org)) member.send({ t: 'news', what })
}

/** For the one process of a store. */
export const directHerald = (audience: Audience): Herald => ({
  pushed: (author, { row, state }) => {
    if (row !== null) tellPushes(audience, state.readers, [row], author)
  },
  changed: (author, change) => {
    letHear(audience, author, change)
    tellChange(audience, author, change)
  },
  news: (org, what) => tellOrg(audience, org, what),
  start: async () => {},
  stop: () => {},
})
