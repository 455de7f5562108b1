/** What did not check out, as data; the catalogue makes the sentence. Kept until someone dismisses it. */
import type { LogFault } from '@pergola/core/space'
import type { ControlRefusal, DeviceId, SpaceId } from '@pergola/protocol'
import type { IntegrityAlarm } from '../contract/index.ts'

export type Fault = Pick<IntegrityAlarm, 'what' | 'position'> & { readonly device: DeviceId | null }

export const faultOfLog = (fault: LogFault): Fault => ({
  what: fault.type,
  position: fault.pos,
  device: 'device' in fault ? fault.device : null,
})

export const faultOfControl = (refusal: ControlRefusal): Fault => {
  const what = (
    {
      malformed: 'malformed',
      stale_control: 'broken_chain',
      unknown_device: 'bad_signature',
      bad_signature: 'bad_signature',
      not_permitted: 'not_permitted',
    } as const
  )[refusal.type]
  return { what, position: null, device: null }
}

/** What an alarm says of a space by itself, without opening it. */
export type Named = Pick<IntegrityAlarm, 'spaceName' | 'spaceKind'>

export class Alarms {
  readonly #alarms = new Map<string, IntegrityAlarm>()
  readonly #now: () => number
  readonly #named: (space: SpaceId) => Named
  readonly #changed: () => void

  constructor(now: () => number, named: (space: SpaceId) => Named, changed: () => void) {
    this.#now = now
    this.#named = named
    this.#changed = changed
  }

  get list(): readonly IntegrityAlarm[] {
    return [...this.#alarms.values()]
  }

  /** Those of the session before: an alarm outlives the program that raised it. */
  restore(alarms: readonly IntegrityAlarm[]): void {
    for (const alarm of alarms) this.#alarms.set(alarm.id, { ...this.#named(alarm.space as SpaceId), ...alarm })
  }

  /** The same fault is told once. */
  raise(space: SpaceId, fault: Fault): void {
    const id = `${space}:${fault.what}:${fault.position ?? ''}`
    if (this.#alarms.has(id)) return
    this.#alarms.set(id, { id, space, ...this.#named(space), ...fault, at: this.#now() })
    this.#changed()
  }

  /** A space that ended is no cause for alarm any more, and its name is nobody's. */
  forget(space: SpaceId): void {
    const gone = [...this.#alarms.values()].filter((alarm) => alarm.space === space)
    for (const { id } of gone) this.#alarms.delete(id)
    if (gone.length > 0) this.#changed()
  }

  dismiss(id: string): void {
    if (this.#alarms.delete(id)) this.#changed()
  }
}
