/** What the invitation said, kept sealed beside the secrets: who somebody waits for until they are let in. */
import { bytesToUtf8, utf8ToBytes } from '@pergola/core/text'
import type { InvitationContent } from '@pergola/core/invite'
import { blob, decode, encode, flag, id, struct, u8, type OrgId } from '@pergola/protocol'
import type { LocalStore } from '../local/store.ts'
import type { StorageProblem } from '../ports.ts'

export interface Invited {
  readonly kind: 'person' | 'organisation'
  /** The organisation that invites. */
  readonly org: OrgId
  readonly orgName: string
  readonly networkName: string
}

const LONGEST_NAME = 4000
const stored = struct({ version: u8, organisation: flag, org: id<OrgId>(16), orgName: blob(LONGEST_NAME), networkName: blob(LONGEST_NAME) })
const PLACE = { table: 'secrets', key: 'invited' } as const

export const invitedBy = ({ kind, org, orgName, networkName }: InvitationContent): Invited => ({ kind, org, orgName, networkName })

export const keepInvited = (store: LocalStore, { kind, org, orgName, networkName }: Invited): Promise<StorageProblem | null> =>
  store.write([
    {
      ...PLACE,
      value: encode(stored, {
        version: 1,
        organisation: kind === 'organisation',
        org,
        orgName: utf8ToBytes(orgName),
        networkName: utf8ToBytes(networkName),
      }),
    },
  ])

/** Null on a device that came in another way than by an invitation. */
export const readInvited = async (store: LocalStore): Promise<Invited | null> => {
  const bytes = await store.get(PLACE.table, PLACE.key)
  const read = bytes && decode(stored, bytes)
  if (!read?.ok) return null
  const { organisation, org, orgName, networkName } = read.value
  return { kind: organisation ? 'organisation' : 'person', org, orgName: bytesToUtf8(orgName), networkName: bytesToUtf8(networkName) }
}
