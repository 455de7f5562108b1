/** `list` and `fetch`: what a device may read, in pages. */
import { LIMITS, emptyHead, type SpaceId } from '@pergola/protocol'
import { sha256 } from '../crypto/sha256.ts'
import { accessTo, letGoAt, type Access } from '../hub/access.ts'
import type { Standing } from '../hub/standing.ts'
import type { ListedRow } from '../store/store.ts'
import { standing, type Context, type Frame, type Handler } from './context.ts'
import { Room, pageFrame } from './pages.ts'

/** A reader that takes its time is waited for, so that a long answer stays on the disk until it can be sent. */
const WAITING_BYTES = 4 * 1024 * 1024

const patient = async ({ member }: Context): Promise<void> => {
  if (member.wire.waiting() > WAITING_BYTES) await member.wire.drained()
}

/** Of a space that is gone, or of which only the control log may be seen, content positions are not told. */
const listedRow = ({ space, kind, pos, head, control, until }: ListedRow, contentToo: boolean) => {
  const open = until === null && contentToo
  return { space, kind, pos: open ? pos : 0, head: open ? head : emptyHead(sha256, space), control: until ?? control, gone: until !== null }
}

const onlyOwn = async ({ house }: Context, caller: Standing): Promise<readonly ReturnType<typeof listedRow>[]> => {
  if (caller.type !== 'person' && caller.type !== 'let_go') return []
  const org = caller.type === 'person' ? caller.org : caller.known.org
  const row = await house.store.space(org)
  const until = caller.type === 'let_go' ? await letGoAt(house.spaces, org, caller.known.device) : null
  return row ? [listedRow({ ...row, until }, false)] : []
}

export const list: Handler<'list'> = async (context, { id }) => {
  const { house, member } = context
  const caller = await standing(context)
  if (caller.type !== 'enrolled') {
    member.send({ t: 'listed', id, spaces: await onlyOwn(context, caller) })
    return member.send({ t: 'done', id })
  }
  for (let after: SpaceId | null = null; ;) {
    const rows = await house.store.listed(caller.known.org, after, LIMITS.listedSpaces)
    member.send({ t: 'listed', id, spaces: rows.map((row) => listedRow(row, true)) })
    if (rows.length < LIMITS.listedSpaces) return member.send({ t: 'done', id })
    after = rows.at(-1)!.space
    await patient(context)
  }
}

interface Cursor {
  control: number
  pos: number
  snapshot: boolean
}

type Item = Frame<'fetch'>['items'][number]

/** Sends the next page of one space and moves the cursor behind it. False when that was the last. */
const sendPage = async ({ house, member }: Context, id: number, access: Access, cursor: Cursor): Promise<boolean> => {
  const { row } = access
  const all = access.type === 'all'
  const upTo = all ? row.control : access.upTo
  const room = new Room()
  const entries = cursor.control > upTo ? [] : await house.store.controls(row.space, cursor.control, upTo, room.left)
  const control = entries.slice(0, LIMITS.controlActions).filter(({ signed }) => room.take(signed.bytes.length))
  // Of a space that ended one entry is left, and it is the last.
  cursor.control = (control.at(-1)?.seq ?? cursor.control - 1) + 1
  const controlDone = cursor.control > upTo
  const held = all && controlDone && cursor.snapshot ? await house.store.newestSnapshot(row.space) : null
  const wanted = held !== null && held.pos > cursor.pos && held.pos <= row.pos ? held : null
  const snapshot = wanted && room.take(wanted.snapshot.bytes.length) ? wanted : null
  if (snapshot) cursor.pos = snapshot.pos
  const stuck = !controlDone || (wanted !== null && snapshot === null)
  if (!stuck) cursor.snapshot = false
  const found = all && !stuck && cursor.pos < row.pos ? await house.store.pushes(row.space, cursor.pos, room.left) : []
  const pushes = found.filter((push) => push.last <= row.pos && room.take(push.bytes.length))
  const after = cursor.pos
  cursor.pos = pushes.at(-1)?.last ?? cursor.pos
  const more = stuck || (all && cursor.pos < row.pos)
  member.sendBytes(
    pageFrame({
      id,
      space: row.space,
      control: control.map(({ signed }) => signed),
      snapshot: snapshot?.snapshot ?? null,
      after,
      pushes,
      pos: all ? row.pos : 0,
      head: all ? row.head : emptyHead(sha256, row.space),
      controlSeq: upTo,
      more,
    }),
  )
  return more
}

const sendSpace = async (context: Context, id: number, caller: Standing, item: Item): Promise<boolean> => {
  const { house } = context
  const access = await accessTo(house.store, house.spaces, caller, item.space)
  if (access === null) return false
  const cursor: Cursor = { control: item.control, pos: item.pos, snapshot: item.snapshot }
  while (await sendPage(context, id, access, cursor)) await patient(context)
  await patient(context)
  return true
}

/** Ends with `done`, or with `not_found` and the place in the request of the first space that is not there for the caller. */
export const fetch: Handler<'fetch'> = async (context, { id, items }) => {
  const caller = await standing(context)
  let missing: number | null = null
  for (const [at, item] of items.entries()) {
    if (!(await sendSpace(context, id, caller, item))) missing ??= at
  }
  if (missing === null) context.member.send({ t: 'done', id })
  else context.member.refuse(id, { type: 'not_found', detail: missing })
}
