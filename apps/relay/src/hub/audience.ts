/** Who is connected and hears of news. */
import type { OrgId, PersonId } from '@pergola/protocol'
import type { Member } from '../socket/member.ts'

const add = <K>(map: Map<K, Set<Member>>, key: K, member: Member): void => {
  map.set(key, (map.get(key) ?? new Set()).add(member))
}

const drop = <K>(map: Map<K, Set<Member>>, key: K, member: Member): void => {
  const set = map.get(key)
  set?.delete(member)
  if (set?.size === 0) map.delete(key)
}

export class Audience {
  readonly #byOrg = new Map<OrgId, Set<Member>>()
  readonly #waiting = new Map<PersonId, Set<Member>>()
  readonly #bySession = new Map<string, Member>()
  readonly #orgOf = new Map<Member, OrgId>()

  get size(): number {
    return this.#bySession.size
  }

  all(): readonly Member[] {
    return [...this.#bySession.values()]
  }

  /** A greeted connection. Enrolled devices hear of their organisation's spaces, others wait to be let in. */
  enter(member: Member, org: OrgId | null): void {
    this.#bySession.set(member.session, member)
    if (org !== null) this.join(member, org)
    else if (member.certificate) add(this.#waiting, member.certificate.person, member)
  }

  join(member: Member, org: OrgId): void {
    if (member.certificate) drop(this.#waiting, member.certificate.person, member)
    this.#orgOf.set(member, org)
    add(this.#byOrg, org, member)
  }

  /** The device was let go: it hears nothing more. */
  mute(member: Member): void {
    const org = this.#orgOf.get(member)
    if (org !== undefined) drop(this.#byOrg, org, member)
    this.#orgOf.delete(member)
  }

  leave(member: Member): void {
    this.mute(member)
    if (member.certificate) drop(this.#waiting, member.certificate.person, member)
    this.#bySession.delete(member.session)
  }

  of(org: OrgId): readonly Member[] {
    return [...(this.#byOrg.get(org) ?? [])]
  }

  waiting(person: PersonId): readonly Member[] {
    return [...(this.#waiting.get(person) ?? [])]
  }

  bySession(session: string): Member | null {
    return this.#bySession.get(session) ?? null
  }

  /** Sends what `bytes` makes, made once and only if somebody listens. */
  tell(orgs: readonly OrgId[], bytes: () => Uint8Array, except: Member | null): void {
    let made: Uint8Array | null = null
    for (const org of orgs) {
      for (const member of this.#byOrg.get(org) ?? []) {
        if (member !== except) member.sendBytes((made ??= bytes()))
      }
    }
  }
}
