/** Control state of the organisations known here: whose device is whose. Control logs only; never their content. */
import { knownDevice, type DeviceId, type FindDevice, type KnownDevice, type Membership, type OrgId } from '@pergola/protocol'

export class Organisations {
  readonly #byOrg = new Map<OrgId, Membership>()
  readonly #orgOf = new Map<DeviceId, OrgId>()

  get all(): ReadonlyMap<OrgId, Membership> {
    return this.#byOrg
  }

  put(membership: Membership): void {
    const org = membership.space as OrgId
    this.#byOrg.set(org, membership)
    for (const device of Object.keys(membership.devices) as DeviceId[]) this.#orgOf.set(device, org)
  }

  readonly find: FindDevice = (device): KnownDevice | null => {
    const org = this.#orgOf.get(device)
    const membership = org && this.#byOrg.get(org)
    return membership ? knownDevice(membership, device) : null
  }
}
