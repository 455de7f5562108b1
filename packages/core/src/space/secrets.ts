/** What an organisation's member learns from the organisation's own control log: epoch keys, then every generation of its secrets. */
import type { ControlEntry, Membership } from '@pergola/protocol'
import type { PersonSecret } from '../identity/index.ts'
import { keysFromLog, openOrgKeys, type Keys, type Opener, type Opening, type OrgSecret } from './keys.ts'

export const personOpener = (person: PersonSecret): Opener => ({ me: person.id, kem: () => person.kem, keyring: () => null })

/** Opens what was wrapped for the organisation, with whichever generation it was wrapped for. */
export const orgOpener = (org: Membership['space'], secrets: readonly OrgSecret[]): Opener => {
  const generation = (number: number): OrgSecret | null => secrets.find((secret) => secret.generation === number) ?? null
  return {
    me: org as Opener['me'],
    kem: (number) => generation(number)?.kem ?? null,
    keyring: (number) => generation(number)?.keyring ?? null,
  }
}

export interface OrgAccess {
  readonly keys: Keys
  /** Oldest first. */
  readonly secrets: readonly OrgSecret[]
}

/** Empty when the person is not (or no longer) given the keys. */
export const openOrganisation = (
  crypto: Opening,
  person: PersonSecret,
  membership: Membership,
  entries: readonly ControlEntry[],
): OrgAccess => {
  const keys = keysFromLog(crypto, membership, entries, personOpener(person))
  const secrets = entries.flatMap((entry) =>
    entry.actions.flatMap((action) => {
      if (action.t !== 'orgKeys') return []
      const epoch = membership.epochs.findLast((known) => known.from <= entry.seq)
      const key = epoch && keys[epoch.epoch]
      const secret = key ? openOrgKeys(crypto, action.keys, key) : null
      return secret ? [secret] : []
    }),
  )
  return { keys, secrets }
}
