/** May new work be sent to this relay? Asked by whoever watches it; looked at once a second at most. */
import type { Now } from './ports.ts'
import type { InvitationStore } from './store/store.ts'

export type Ready = 'ready' | 'draining' | 'database' | 'room'

const KEPT_MS = 1000
const PATIENCE_MS = 2000

/** A write transaction that changes nothing: it needs the lock and the right to write. */
const writable = async (store: InvitationStore): Promise<boolean> => {
  let late: NodeJS.Timeout | undefined
  const patience = new Promise<false>((resolve) => (late = setTimeout(() => resolve(false), PATIENCE_MS)))
  const wrote = store.dropInvitationsBefore(0).then(
    () => true,
    () => false,
  )
  const outcome = await Promise.race([wrote, patience])
  clearTimeout(late)
  return outcome
}

export class Readiness {
  readonly #store: InvitationStore
  readonly #room: () => Promise<boolean>
  readonly #now: Now
  #draining = false
  #looked: { readonly at: number; readonly found: Promise<Ready> } | null = null

  /** `room`: is there space where the relay writes? */
  constructor(store: InvitationStore, room: () => Promise<boolean>, now: Now) {
    this.#store = store
    this.#room = room
    this.#now = now
  }

  /** From now on this relay is about to stop. */
  drain(): void {
    this.#draining = true
  }

  async state(): Promise<Ready> {
    if (this.#draining) return 'draining'
    const now = this.#now()
    if (this.#looked === null || Math.abs(now - this.#looked.at) >= KEPT_MS) this.#looked = { at: now, found: this.#look() }
    return this.#looked.found
  }

  async #look(): Promise<Ready> {
    if (!(await this.#room().catch(() => false))) return 'room'
    return (await writable(this.#store)) ? 'ready' : 'database'
  }
}
