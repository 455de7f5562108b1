/** The world of an open session: the desk, its engine, and the relay's side doors. */
import { foundSpace, orgTarget, verifyControl, writeControl } from '@pergola/core/space'
import { effectiveAt, msOf, type Op } from '@pergola/core/record'
import type { Day } from '@pergola/core/casework'
import { hex, type Membership, type OrgId, type Role, type SpaceId, type SpaceKind } from '@pergola/protocol'
import type { Answer } from '../contract/index.ts'
import { done, problem } from '../sync/answers.ts'
import type { Desk } from '../sync/desk.ts'
import type { Engine } from '../sync/engine.ts'
import { emptyReplica } from '../sync/follow.ts'
import { readLog } from '../sync/audit.ts'
import { upload, type UploadLine } from '../sync/upload.ts'
import { beginConversation } from './beginConversation.ts'
import { parcelGateway } from './parcels.ts'
import { problemIn, problemOf } from '../session/relayHttp.ts'
import type { Gateway, HistoryOp, World } from './world.ts'

const BYTES = { 'content-type': 'application/octet-stream' }

/** A part on a line of 50 kbit/s. One that takes longer is sent again. */
const PART_PATIENCE_MS = 3 * 60 * 1000

const formats = new Map<string, Intl.DateTimeFormat>()

/** The calendar day where the reader is. */
export const dayIn = (ms: number, zone: string): Day => {
  const format =
    formats.get(zone) ?? new Intl.DateTimeFormat('en-CA', { timeZone: zone, year: 'numeric', month: '2-digit', day: '2-digit' })
  formats.set(zone, format)
  return format.format(ms) as Day
}

export const deskWorld = (desk: Desk, engine: Engine, search: World['search'], progress: World['progress']): World => ({
  crypto: desk.ports.crypto,
  age: desk.ports.age,
  get me() {
    return desk.me
  },
  now: desk.ports.clock.now,
  today: () => dayIn(desk.ports.clock.now(), desk.ports.clock.zone()),
  summaries: desk.replicas.summaries,
  book: () => desk.openedOf(desk.bookReplica!),
  network: () => desk.networkReplica && desk.openedOf(desk.networkReplica),
  organisations: desk.organisations.all,
  orgSecrets: () => desk.access.secrets,
  open: async (space) => {
    const opened = await desk.open(space)
    if (opened || !desk.replicas.index.has(space)) return opened
    // A line without its space (a new device still catching up, or a platform that removed it): this one is wanted now.
    await engine.connected?.puller.only([space])
    return desk.open(space)
  },
  writeMany: async (space, batches) => {
    const outcome = await desk.pen.writeMany(space, batches)
    engine.push(space)
    return outcome
  },
  write: async (space, ops) => {
    const answer = await desk.pen.write(space, ops)
    engine.push(space)
    return answer
  },
  found: (kind, others, ops) => found(desk, engine, kind, others, ops),
  share: async (space, org, role) => (await engine.connected?.changes.share(space, org, role)) ?? problem('offline'),
  revoke: async (space, org) => (await engine.connected?.changes.revoke(space, org)) ?? problem('offline'),
  agreeToEnd: async (space, blobs) => (await engine.connected?.changes.agreeToEnd(space, blobs)) ?? problem('offline'),
  end: async (space, blobs, agreed) => (await engine.connected?.changes.end(space, blobs, agreed)) ?? problem('offline'),
  farewells: () => desk.farewells.list,
  dismissFarewell: (space) => desk.dismissFarewell(space),
  endedFiles: () => desk.farewells.files,
  forgetEndedFiles: (space) => desk.forgetEndedFiles(space),
  history: (space) => history(desk, engine, space),
  gateway: gateway(desk, engine),
  search,
  progress,
})

/** Founds a space: verified and kept here at once, sent when the relay can be reached. */
export const found = async (
  desk: Desk,
  engine: Engine,
  kind: Exclude<SpaceKind, 'organisation'>,
  others: readonly { readonly org: OrgId; readonly role: Role }[],
  ops: readonly Op[],
): Promise<Answer<SpaceId>> => {
  const { crypto, clock } = desk.ports
  const secret = desk.access.secrets.at(-1)
  const known = others.map(({ org }) => desk.organisations.all.get(org))
  if (!secret || desk.role === null || desk.role === 'reader') return problem('not_permitted')
  if (known.includes(undefined)) return problem('not_found')
  const targets = others.map(({ role }, at) => ({ target: orgTarget(known[at] as Membership), role }))
  const { actions, key } = foundSpace(crypto, kind, { org: desk.org, secret }, targets)
  const signed = await writeControl(crypto, desk.secrets.device, null, null, clock.now(), actions)
  const verified = await verifyControl(crypto, null, signed, desk.organisations.find)
  if (!verified.ok) throw new Error(`our own founding entry does not stand: ${verified.problem.type}`)
  const { membership } = verified.value
  const { space } = membership
  const unkept = await desk.outbox.addFounding(space, signed)
  if (unkept) return problem(unkept.type)
  desk.put(emptyReplica(crypto, { membership, control: [signed], keys: { 1: key } }))
  await desk.replicas.flush()
  const written = ops.length === 0 ? done : await desk.pen.write(space, ops)
  engine.push(space)
  return written.ok ? { ok: true, value: space } : written
}

const history = async (desk: Desk, engine: Engine, space: SpaceId): Promise<Answer<readonly HistoryOp[]>> => {
  const wire = engine.connected?.wire
  const replica = await desk.replicas.get(space)
  if (!replica) return problem('not_found')
  const read = wire ? await readLog(desk, wire, space) : null
  if (read && !read.ok && read.problem.type === 'fault') return problem('tampered')
  const sent = read?.ok
    ? read.value.entries.flatMap((entry) =>
        entry.payload.ops.map((op): HistoryOp => ({
          at: msOf(entry.payload.at),
          clock: effectiveAt(entry),
          author: entry.author,
          op,
          pending: false,
        })),
      )
    : []
  const author = desk.author(replica.membership)
  const pending = desk.outbox
    .payloads(space)
    .flatMap(({ at, ops }) => ops.map((op): HistoryOp => ({ at: msOf(at), clock: at, author, op, pending: true })))
  return { ok: true, value: [...sent, ...pending] }
}

const gateway = (desk: Desk, engine: Engine): Gateway => {
  const { transport, clock, crypto } = desk.ports
  const bearer = (): Record<string, string> => ({
    ...BYTES,
    authorization: `Bearer ${hex(engine.connected?.wire.welcome.session ?? new Uint8Array())}`,
  })
  const simple = async (request: Parameters<NonNullable<Engine['connected']>['wire']['request']>[0]): Promise<Answer<null>> => {
    const answer = await engine.connected?.wire.request(request)
    if (!answer || answer.t === 'offline') return problem('offline')
    return answer.t === 'refused' ? { ok: false, problem: problemOf(answer.error) } : done
  }
  const answered = (response: { status: number; body: Uint8Array } | null): Answer<Uint8Array> => {
    if (response === null) return problem('offline')
    if (response.status === 200 || response.status === 201 || response.status === 204) return { ok: true, value: response.body }
    return { ok: false, problem: problemIn(response.status, response.body) }
  }
  const uploadLine = (progress?: ReturnType<World['progress']>): UploadLine => ({
    request: async (method, path, body) => {
      if (!engine.connected) return null
      const late = new Promise<null>((resolve) => void clock.after(PART_PATIENCE_MS, () => resolve(null)))
      return Promise.race([transport.request(method, path, bearer(), body), late])
    },
    wait: (ms) => new Promise((resolve) => void clock.after(ms, resolve)),
    sha256: crypto.sha256,
    report: (sent, of) => progress?.report(sent, of),
    cancelled: () => progress?.cancelled() ?? false,
  })
  return {
    origin: transport.origin,
    putBlob: async (id, bytes, progress) => (engine.connected ? upload(uploadLine(progress), id, bytes) : problem('offline')),
    getBlob: async (id) =>
      engine.connected ? answered(await transport.request('GET', `/api/blobs/${id}`, bearer(), new Uint8Array())) : problem('offline'),
    alerts: async (after) => {
      const rows: Awaited<ReturnType<Gateway['alerts']>> extends Answer<readonly (infer A)[]> ? A[] : never = []
      const answer = await engine.connected?.wire.request({ t: 'alerts', after }, (frame) => {
        if (frame.t === 'alertPage') rows.push(...frame.alerts)
      })
      return answer?.t === 'done' ? { ok: true, value: rows } : problem('offline')
    },
    dropAlerts: (numbers) => simple({ t: 'dropAlerts', numbers }),
    beginConversation: (mailbox, envelope) => beginConversation(desk, mailbox, envelope),
    ...parcelGateway(transport, () => (engine.connected ? bearer() : null)),
    replyToMailbox: (mailbox, envelope) => simple({ t: 'reply', mailbox, envelope }),
    putCard: (card) => simple({ t: 'card', card }),
    publish: (edition) => simple({ t: 'publish', edition }),
    ownPage: async () => {
      if (!engine.connected) return 'unknown'
      const page = answered(await transport.request('GET', `/public/editions/${desk.org}`, {}, new Uint8Array()))
      return page.ok ? 'shown' : page.problem.type === 'taken_down' ? 'taken_down' : 'unknown'
    },
    ownFounding: async () => {
      const founding = desk.bookReplica?.control[0]
      return founding ? { ok: true, value: founding.bytes } : problem('not_found')
    },
  }
}
