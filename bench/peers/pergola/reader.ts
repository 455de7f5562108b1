/** What a member's client does with a page from the relay: the client's own code, without its storage and its search. */
import type { DeviceSecret, PersonSecret } from '@pergola/core/identity'
import { openOrganisation, orgOpener, personOpener, type OrgSecret } from '@pergola/core/space'
import { parseControl, type OrgId, type Page, type SpaceId } from '@pergola/protocol'
import type { Replica } from '../../../packages/client/src/local/spaceRecord.ts'
import { followPage, type FollowContext } from '../../../packages/client/src/sync/follow.ts'
import { Organisations } from '../../../packages/client/src/sync/organisations.ts'
import { rulesFor } from '../../../packages/client/src/sync/rules.ts'
import { crypto } from './line.ts'

export class Reader {
  readonly replicas = new Map<SpaceId, Replica>()
  readonly #organisations = new Organisations()
  readonly #person: PersonSecret
  readonly #context: FollowContext
  readonly #org: OrgId
  #secrets: readonly OrgSecret[] = []
  readonly #before = new Map<SpaceId, Promise<void>>()

  constructor(person: PersonSecret, device: DeviceSecret, org: OrgId) {
    this.#person = person
    this.#org = org
    this.#context = {
      crypto,
      device: device.id,
      find: this.#organisations.find,
      opener: (kind) => (kind === 'organisation' ? personOpener(person) : orgOpener(org, this.#secrets)),
      rulesFor,
      fresh: true,
    }
  }

  /** Verifies, opens and folds a page, after the own book, which holds the keys, and those of the same space before it. Throws on whatever is wrong with it. */
  take(page: Page): Promise<void> {
    const before = this.#before.get(page.space) ?? this.#before.get(this.#org)
    const taken = (before ?? Promise.resolve()).then(() => this.#follow(page))
    this.#before.set(page.space, taken)
    return taken
  }

  async #follow(page: Page): Promise<void> {
    const before = this.replicas.get(page.space) ?? null
    const followed = await followPage(this.#context, before, page)
    if (followed.type !== 'ok') throw new Error(`${followed.type} ${JSON.stringify(followed)}`)
    if (followed.ignored.length > 0) throw new Error(JSON.stringify(followed.ignored))
    this.replicas.set(page.space, followed.replica)
    const isNew = followed.replica.control.length > (before?.control.length ?? 0)
    if (isNew && page.space === this.#org) this.#enter(followed.replica)
  }

  #enter({ membership, control }: Replica): void {
    this.#organisations.put(membership)
    const entries = control.flatMap((signed) => {
      const parsed = parseControl(crypto.sha256, signed)
      return parsed.ok ? [parsed.value.entry] : []
    })
    this.#secrets = openOrganisation(crypto, this.#person, membership, entries).secrets
  }
}
