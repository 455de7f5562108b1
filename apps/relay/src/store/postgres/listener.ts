/**
 * One connection that listens. It is asked for a sign of life every few seconds, because a connection that broke halfway says
 * nothing; when it is gone, it is made again until the store closes.
 */
import pg from 'pg'
import type { Follower } from '../between-processes.ts'
import { connectionTo, type DatabaseAddress } from './address.ts'
import { CHANNEL, readPayload } from './news.ts'

const BEAT_MS = 5_000
const SILENCE_MS = 5_000
const AGAIN_MS = 250

export class Listener {
  readonly #address: DatabaseAddress
  readonly #mark: string
  readonly #follower: Follower
  #client: pg.Client | null = null
  #beat: NodeJS.Timeout | undefined
  #again: NodeJS.Timeout | undefined
  #closed = false
  /** What was heard is told in order. */
  #telling: Promise<void> = Promise.resolve()

  constructor(address: DatabaseAddress, mark: string, follower: Follower) {
    this.#address = address
    this.#mark = mark
    this.#follower = follower
  }

  /** Throws when the first connection cannot be made. */
  async start(): Promise<void> {
    const client = new pg.Client({ ...connectionTo(this.#address), query_timeout: SILENCE_MS })
    client.on('error', () => this.#broke(client))
    client.on('end', () => this.#broke(client))
    client.on('notification', ({ payload = '' }) => {
      const { mark, news } = readPayload(payload)
      this.#tell(() => this.#follower.hear(news, mark === this.#mark))
    })
    try {
      await client.connect()
      await client.query(`listen ${CHANNEL}`)
    } catch (error) {
      void client.end().catch(() => {})
      throw error
    }
    this.#client = client
    this.#beat = setInterval(() => void client.query('select 1').catch(() => this.#broke(client)), BEAT_MS)
  }

  #tell(step: () => Promise<void>): void {
    this.#telling = this.#telling.then(step).catch(() => {})
  }

  #broke(client: pg.Client): void {
    if (this.#client !== client || this.#closed) return
    this.#client = null
    clearInterval(this.#beat)
    void client.end().catch(() => {})
    this.#follower.lost()
    this.#retry()
  }

  #retry(): void {
    this.#again = setTimeout(() => {
      this.start().then(
        () => (this.#closed ? void this.close() : this.#tell(() => this.#follower.back())),
        () => this.#closed || this.#retry(),
      )
    }, AGAIN_MS)
  }

  async close(): Promise<void> {
    this.#closed = true
    clearInterval(this.#beat)
    clearTimeout(this.#again)
    await this.#client?.end().catch(() => {})
    this.#client = null
    await this.#telling
  }
}
