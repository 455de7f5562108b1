import type { CaseRow, MemberRow, OrgDraft, RosterRow } from '../../contract.ts'

/** Names of things, as the contract has them. */
export type SpaceId = CaseRow['space']
export type OrgProfile = RosterRow['profile']
export type OrgId = OrgProfile['org']
export type OrgKind = OrgDraft['kind']
export type PersonId = MemberRow['person']
export type Role = MemberRow['role']
