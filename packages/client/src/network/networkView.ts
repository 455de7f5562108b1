/** The roster, one's own members, invitations and intake, as the Network page shows them. */
import { safetyWords } from '@pergola/core/identity'
import { readProfiles, type OrgProfile } from '@pergola/core/directory'
import { lineIn, rowAt, textIn, wholeIn, type Doc } from '@pergola/core/record'
import { membersNow, roleNow, type DeviceId, type OrgId, type PersonId } from '@pergola/protocol'
import type { InvitationAnswer } from '@pergola/core/invite'
import type { MemberRow, NetworkView, RosterRow } from '../contract/index.ts'
import { memberNames, readIntake, verificationOf } from '../book/index.ts'
import { readStandIn } from '../book/standIn.ts'
import type { CryptoPort } from '@pergola/core/crypto'
import type { Invited } from '../session/invited.ts'
import type { World } from '../world/world.ts'
import { heldInvitations, invitationRow } from './invitations.ts'

const unnamed = (org: OrgId): OrgProfile => ({ org, name: '', shortName: '', kind: 'local_group', countries: [], languages: [], about: '' })

const stoppedIn = (doc: Doc, org: OrgId): RosterRow['stopped'] => {
  const row = rowAt(doc, 'stopped', org)
  const at = wholeIn(row, 'at', 0)
  return at === 0 ? null : { at, why: textIn(row, 'why') }
}

const roster = (world: World): readonly RosterRow[] => {
  const network = world.network()
  if (!network) return []
  const profiles = readProfiles(network.doc)
  const book = world.book().doc
  return (membersNow(network.membership) as OrgId[]).map((org): RosterRow => {
    const verified = verificationOf(book, org)
    return {
      profile: profiles.get(org) ?? unnamed(org),
      role: roleNow(network.membership, org) ?? 'reader',
      own: org === world.me.org,
      safetyWords: org === world.me.org ? [] : safetyWords(world.crypto, world.me.org, org),
      verified: verified && { by: memberNames(book).get(verified.by) ?? '', at: verified.at },
      keyGeneration: world.organisations.get(org)?.orgKeys.at(-1)?.generation ?? 0,
      stopped: stoppedIn(network.doc, org),
    }
  })
}

const members = (world: World): readonly MemberRow[] => {
  const { membership, doc } = world.book()
  const names = memberNames(doc)
  const dormant = readStandIn(doc)?.person
  const present = (membersNow(membership) as PersonId[]).filter((person) => person !== dormant || person === world.me.person)
  return present.map((person) => ({
    person,
    name: names.get(person) ?? '',
    role: roleNow(membership, person) ?? 'reader',
    self: person === world.me.person,
    devices: (Object.keys(membership.devices) as DeviceId[]).flatMap((id) => {
      const device = membership.devices[id]!
      return device.certificate.person === person && device.until === null
        ? [{ id, since: device.certificate.created, current: id === world.me.device }]
        : []
    }),
  }))
}

const intake = (world: World): NetworkView['intake'] => {
  const held = readIntake(world.book().doc)
  return held && { open: held.open, link: `${world.gateway.origin}/intake/#${world.me.org}`, expires: held.expires, intro: held.intro }
}

export const networkView = (world: World, answers: ReadonlyMap<string, InvitationAnswer>): NetworkView => {
  const network = world.network()
  return {
    name: network ? lineIn(rowAt(network.doc, 'network', 'main'), 'name') : '',
    goneSince: network?.goneSince ?? null,
    organisations: roster(world),
    members: members(world),
    invitations: heldInvitations(world.book().doc).map((held) =>
      invitationRow(world.crypto, world.me.org, held, answers.get(held.id) ?? null, world.now()),
    ),
    intake: intake(world),
  }
}

interface Waiting {
  readonly org: OrgId
  readonly person: { readonly id: PersonId }
}

/** What somebody who waits to be let in can see: whom they wait for, and the words to compare with whoever lets them in. */
export const waitingView = (crypto: CryptoPort, { org, person }: Waiting, invited: Invited | null): NetworkView => {
  const theirs = invited?.org ?? org
  return {
    name: invited?.networkName ?? '',
    goneSince: null,
    organisations: [
      {
        profile: { ...unnamed(theirs), name: invited?.orgName ?? '' },
        role: 'reader',
        own: theirs === org,
        safetyWords: safetyWords(crypto, theirs, theirs === org ? person.id : org),
        verified: null,
        keyGeneration: 1,
        stopped: null,
      },
    ],
    members: [],
    invitations: [],
    intake: null,
  }
}
