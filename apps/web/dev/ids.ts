import type { MemberRow, RosterRow } from '../src/contract.ts'

export type OrgProfile = RosterRow['profile']
export type OrgId = OrgProfile['org']
export type PersonId = MemberRow['person']
export type DeviceId = MemberRow['devices'][number]['id']
