/** Control state of the organisations known here: whose device is whose. Control logs only; never their content. */
import { knownDevice, type DeviceId, type FindDevice, type KnownDevice, type Membership, type OrgId } from '@pergola/protocol'

export class Organisations {
  readonly #byOrg = new Map<OrgId, Membership>()
  readonly #orgOf = new Map<DeviceId, OrgId>()
  /** As found before: one device writes many spaces. */
  readonly #found = new Map<DeviceId, KnownDevice | null>()

  get all(): ReadonlyMap<OrgId, Membership> {
    return this.#byOrg
  }

  put(membership: Membership): void {
    const org = membership.space as OrgId
    if (this.#byOrg.get(org) !== membership) this.#found.clear()
    this.#byOrg.set(org, membership)
    for (const device of Object.keys(membership.devices) as DeviceId[]) this.#orgOf.set(device, org)
  }

  readonly find: FindDevice = (device): KnownDevice | null => {
    const before = this.#found.get(device)
    if (before !== undefined) return before
    const org = this.#orgOf.get(device)
    const membership = org && this.#byOrg.get(org)
    const known = membership ? knownDevice(membership, device) : null
    this.#found.set(device, known)
    return known
  }
}
