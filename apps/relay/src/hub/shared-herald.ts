/**
 * Telling where several processes work on one store. Everything goes through the store's news, one's own writes too: they are
 * heard in the order of commits, so members hear of each space in order whichever process took what. While news cannot be heard,
 * one's own are told at once, memory is held against the store at every use, and when they are heard again members are asked to
 * compare what they have with what is there.
 */
import { setTimeout as sleep } from 'node:timers/promises'
import { endIn, parseControl, type SpaceId } from '@pergola/protocol'
import { sha256 } from '../crypto/sha256.ts'
import type { Usages } from '../limits/quota.ts'
import type { Log } from '../ports.ts'
import type { Member } from '../socket/member.ts'
import type { Follower, News, Shared } from '../store/between-processes.ts'
import type { LogStore, PushRow } from '../store/store.ts'
import { directHerald, letHear, tellChange, tellOrg, tellPushes, type Herald } from './herald.ts'
import type { Audience } from './audience.ts'
import type { Spaces } from './spaces.ts'
import type { Writer } from './writer.ts'

type Told = () => void

const nameOf = (news: News): string => {
  if (news.t === 'pushed') return `p${news.space}${news.first}`
  return news.t === 'changed' ? `c${news.space}${news.seq}` : ''
}

const PAGE_BYTES = 1024 * 1024
/** After a time without news, so many members are asked to compare at once, and so long is waited before the next ones. */
const ASKED_AT_ONCE = 50
const ASKED_EVERY_MS = 50

/** What an organisation uses is summed up anew so often: by as much a quota may be exceeded through several processes. */
const USAGE_MS = 10_000

interface Listeners {
  readonly audience: Audience
  readonly spaces: Spaces
}

type Ranged = Extract<News, { t: 'pushed' }>

export class SharedHerald implements Herald, Follower {
  readonly #listeners: Listeners
  readonly #log: LogStore
  readonly #shared: Shared
  readonly #direct: Herald
  readonly #writer: Writer
  readonly #usages: Usages
  readonly #tell: Log
  #listening = false
  #timer: NodeJS.Timeout | undefined
  /** What this process wrote and has not heard of yet. */
  readonly #own = new Map<string, Told>()

  constructor(parts: { listeners: Listeners; log: LogStore; shared: Shared; writer: Writer; usages: Usages; tell: Log }) {
    this.#listeners = parts.listeners
    this.#log = parts.log
    this.#shared = parts.shared
    this.#writer = parts.writer
    this.#usages = parts.usages
    this.#tell = parts.tell
    this.#direct = directHerald(parts.listeners.audience)
  }

  async start(): Promise<void> {
    await this.#shared.follow(this)
    this.#listening = true
    this.#timer = setInterval(() => this.#usages.forget(), USAGE_MS)
  }

  stop(): void {
    clearInterval(this.#timer)
  }

  pushed: Herald['pushed'] = (author, accepted) => {
    const { row } = accepted
    if (row !== null) this.#later(nameOf({ t: 'pushed', ...row }), () => this.#direct.pushed(author, accepted))
  }

  changed: Herald['changed'] = (author, change) => {
    const { audience } = this.#listeners
    letHear(audience, author, change)
    this.#later(nameOf({ t: 'changed', space: change.after.row.space, seq: change.parsed.entry.seq }), () =>
      this.#direct.changed(author, change),
    )
  }

  /** The store tells these in the transaction they are about. */
  news: Herald['news'] = (org, what) => {
    if (!this.#listening) tellOrg(this.#listeners.audience, org, what)
  }

  #later(name: string, tell: Told): void {
    if (this.#listening) this.#own.set(name, tell)
    else tell()
  }

  async hear(news: readonly News[], own: boolean): Promise<void> {
    const { spaces, audience } = this.#listeners
    // News can be quicker than the answer to the commit they are about.
    if (own && !news.every((one) => this.#own.has(nameOf(one)))) await this.#writer.written()
    if (!own) for (const one of news) if ('space' in one) spaces.outdate(one.space)
    const strange = news.filter((one) => !this.#tellOwn(one))
    if (audience.size === 0) return
    for (const one of strange) {
      if (one.t === 'changed') await this.#tellChange(one.space, one.seq)
      if (one.t === 'alerts' || one.t === 'invitations') tellOrg(audience, one.org, one.t)
    }
    await this.#tellPushes(strange.filter((one): one is Ranged => one.t === 'pushed'))
  }

  #tellOwn(news: News): boolean {
    const name = nameOf(news)
    const tell = this.#own.get(name)
    this.#own.delete(name)
    tell?.()
    return tell !== undefined
  }

  /** Only what somebody here reads is fetched. */
  async #tellPushes(news: readonly Ranged[]): Promise<void> {
    if (news.length === 0) return
    const { audience } = this.#listeners
    const bySpace = Map.groupBy(news, (one) => one.space)
    const readers = await this.#shared.readers([...bySpace.keys()])
    const told = [...bySpace].map(async ([space, ranges]) => {
      const orgs = (readers.get(space) ?? []).filter((org) => audience.of(org).length > 0)
      if (orgs.length === 0) return
      await this.#pages(space, ranges[0]!.first, ranges.at(-1)!.last, (rows) => tellPushes(audience, orgs, rows, null))
    })
    await Promise.all(told)
  }

  async #pages(space: SpaceId, first: number, last: number, tell: (rows: readonly PushRow[]) => void): Promise<void> {
    for (let after = first - 1; after < last;) {
      const rows = (await this.#log.pushes(space, after, PAGE_BYTES)).filter((row) => row.last <= last)
      if (rows.length === 0) return
      tell(rows)
      after = rows.at(-1)!.last
    }
  }

  async #tellChange(space: SpaceId, seq: number): Promise<void> {
    const { spaces } = this.#listeners
    const [entry] = await this.#log.controls(space, seq, seq, 1)
    const parsed = entry && parseControl(sha256, entry.signed)
    const after = await spaces.upTo(space, seq)
    if (!parsed?.ok || after === null) return
    // Who was in it stands nowhere in full any more: members compare what they have.
    if (endIn(parsed.value.entry)) return void this.#ask(this.#listeners.audience.all())
    const before = seq === 0 ? null : ((await spaces.upTo(space, seq - 1))?.membership ?? null)
    tellChange(this.#listeners.audience, null, { before, after, parsed: parsed.value })
  }

  lost(): void {
    this.#listening = false
    this.#tell('news lost')
    this.#listeners.spaces.doubt(true)
    for (const tell of this.#own.values()) tell()
    this.#own.clear()
  }

  async back(): Promise<void> {
    const { spaces, audience } = this.#listeners
    spaces.forgetAll()
    spaces.doubt(false)
    this.#usages.forget()
    this.#listening = true
    this.#tell('news heard again', { members: audience.size })
    void this.#ask(audience.all())
  }

  async #ask(members: readonly Member[]): Promise<void> {
    for (const [at, member] of members.entries()) {
      if (at % ASKED_AT_ONCE === ASKED_AT_ONCE - 1) await sleep(ASKED_EVERY_MS)
      for (const what of ['spaces', 'alerts', 'invitations'] as const) member.send({ t: 'news', what })
    }
  }
}
