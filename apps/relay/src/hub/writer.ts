/**
 * Group commit: what came in together is checked in order, written in one transaction, and only then acknowledged. One
 * writer for all spaces, so a check and the write it allows cannot be torn apart.
 */
import type { Answer, Refusal } from '../refusal.ts'
import type { Defer, Log } from '../ports.ts'
import { Outdated, type LogStore } from '../store/store.ts'
import type { Usages } from '../limits/quota.ts'
import { Draft } from './draft.ts'
import type { Spaces } from './spaces.ts'

export interface Job {
  /** Checks against the newest state and adds to the draft. The function it gives runs once the batch is safe on disk. */
  prepare(draft: Draft): Promise<Answer<() => void>>
  refused(refusal: Refusal): void
}

/** Jobs in one transaction at most: bounds the wait of the first and the memory of a batch. */
const MOST_JOBS = 256
/** Times a batch is checked and written anew when other processes are faster. */
const MOST_TRIES = 8

export class Writer {
  readonly #log: LogStore
  readonly #spaces: Spaces
  readonly #usages: Usages
  readonly #defer: Defer
  readonly #tell: Log
  readonly #shared: boolean
  #queue: Job[] = []
  #busy = false
  #idle: (() => void)[] = []
  #batching: Promise<void> = Promise.resolve()

  /** `shared`: other processes write to the same store. */
  constructor(parts: { log: LogStore; spaces: Spaces; usages: Usages; defer: Defer; tell: Log; shared: boolean }) {
    this.#log = parts.log
    this.#spaces = parts.spaces
    this.#usages = parts.usages
    this.#defer = parts.defer
    this.#tell = parts.tell
    this.#shared = parts.shared
  }

  submit(job: Job): void {
    this.#queue.push(job)
    if (this.#busy) return
    this.#busy = true
    this.#defer(() => void this.#run())
  }

  /** Resolves when everything submitted was answered. */
  async settled(): Promise<void> {
    if (this.#busy) await new Promise<void>((resolve) => this.#idle.push(resolve))
  }

  /** Resolves when what is being written at this moment was answered. */
  written(): Promise<void> {
    return this.#batching
  }

  async #run(): Promise<void> {
    const jobs = this.#queue.slice(0, MOST_JOBS)
    this.#queue = this.#queue.slice(MOST_JOBS)
    this.#batching = this.#batch(jobs)
    await this.#batching
    if (this.#queue.length > 0) return this.#defer(() => void this.#run())
    this.#busy = false
    for (const resolve of this.#idle.splice(0)) resolve()
  }

  async #batch(jobs: readonly Job[]): Promise<void> {
    for (let tries = 1; ; tries++) {
      const draft = new Draft(this.#log, this.#spaces, this.#usages)
      const answers: (() => void)[] = []
      for (const job of jobs) answers.push(await this.#prepare(job, draft))
      try {
        if ((await this.#write(draft)) === 'full') return this.#fail(jobs, 'storage_full')
      } catch (error) {
        // Nothing of this batch stands, and what memory holds is ahead of the store. Against another process it is tried again.
        if (!(error instanceof Outdated) || tries === MOST_TRIES) return this.#fail(jobs, 'busy')
        this.#withdraw(draft)
        continue
      }
      for (const answer of answers) this.#answer(answer)
      return
    }
  }

  /** Everything the draft rests on or changed is read again. */
  #withdraw(draft: Draft): void {
    for (const space of draft.rows.keys()) this.#spaces.forget(space)
    for (const { devices } of draft.controls) for (const device of devices) this.#spaces.forgetDevice(device)
    for (const { space } of draft.spaces.seen()) this.#spaces.outdate(space)
  }

  /** A job changes the draft as its last act, so one that breaks on a damaged row leaves the others of its batch whole. */
  async #prepare(job: Job, draft: Draft): Promise<() => void> {
    try {
      draft.spaces.takeAsked()
      const prepared = await job.prepare(draft)
      if (prepared.ok) return prepared.value
      const again = this.#shared ? await this.#prepareAgain(job, draft) : prepared
      return again.ok ? again.value : () => job.refused(again.problem)
    } catch {
      this.#tell('check failed', { error: 'busy' })
      return () => job.refused({ type: 'busy', detail: 1000 })
    }
  }

  /** A no may rest on what another process changed a moment ago. What this batch drafted is checked when it is written. */
  async #prepareAgain(job: Job, draft: Draft): Promise<Answer<() => void>> {
    for (const space of draft.spaces.takeAsked()) if (!draft.rows.has(space)) this.#spaces.outdate(space)
    return job.prepare(draft)
  }

  async #write(draft: Draft): Promise<'done' | 'full'> {
    if (draft.pushes.length === 0 && draft.controls.length === 0) return 'done'
    const batch = draft.batch()
    const written = await this.#log.append(batch)
    if (written === 'done') for (const { org, bytes } of batch.usage) this.#usages.written(org, bytes)
    return written
  }

  #fail(jobs: readonly Job[], type: 'storage_full' | 'busy'): void {
    this.#spaces.forgetAll()
    this.#tell('write failed', { error: type, jobs: jobs.length })
    for (const job of jobs) this.#answer(() => job.refused({ type, detail: 1000 }))
  }

  /** What is written stands, whether or not its sender can still be told. */
  #answer(answer: () => void): void {
    try {
      answer()
    } catch {
      this.#tell('answer failed', { error: 'busy' })
    }
  }
}
