import type { InvitationRow, MemberRow, NetworkView, RosterRow } from '../src/contract.ts'
import type { Command, Query } from './fixture.ts'
import type { DeviceId } from './ids.ts'
import { MEMBERS, ORGS, orgId, personId } from './people.ts'

const DAY = 86_400_000
const SAFETY = [
  'acorn bridge cotton ember falcon glacier',
  'meadow needle olive pebble quartz ribbon',
  'saddle timber umber valley willow zephyr',
].map((line) => line.split(' '))

const roster = (marked: unknown): RosterRow[] =>
  ORGS.map((profile, n) => ({
    profile,
    role: n === 0 ? 'steward' : n === 7 ? 'contributor' : 'editor',
    safetyWords: n === 0 ? [] : (SAFETY[n % 3] ?? []),
    verified: n === 0 ? null : n < 4 || marked === profile.org ? { by: 'Amina Yusuf', at: Date.now() - n * 9 * DAY } : null,
    keyGeneration: n === 3 ? 2 : 1,
    own: n === 0,
  }))

const members = (): MemberRow[] =>
  MEMBERS.map((name, n) => ({
    person: personId(n),
    name,
    role: (['steward', 'editor', 'editor', 'contributor', 'reader'] as const)[n] ?? 'reader',
    self: n === 0,
    devices: Array.from({ length: n === 0 ? 2 : 1 }, (_, d) => ({
      id: `d${n}${d}c41f09b2e7a35d`.padEnd(32, '4') as DeviceId,
      since: Date.now() - (n * 21 + d * 8 + 3) * DAY,
      current: n === 0 && d === 0,
    })),
  }))

const invitations = (): InvitationRow[] => [
  {
    id: 'i1',
    kind: 'organisation',
    label: 'Tierra Firme',
    createdAt: Date.now() - 2 * DAY,
    expires: Date.now() + 5 * DAY,
    state: 'answered',
    answer: { name: 'Tierra Firme Colectivo', safetyWords: SAFETY[1]! },
  },
  {
    id: 'i2',
    kind: 'person',
    label: 'Samira, new case officer',
    createdAt: Date.now() - DAY,
    expires: Date.now() + 6 * DAY,
    state: 'open',
    answer: null,
  },
  {
    id: 'i3',
    kind: 'person',
    label: 'Yonas',
    createdAt: Date.now() - 20 * DAY,
    expires: Date.now() - 13 * DAY,
    state: 'expired',
    answer: null,
  },
]

export const network: Record<string, Query> = {
  network: (_args, { state, as }): NetworkView => ({
    name: 'Common Ground Network',
    organisations: as === 'alone' ? roster(null).slice(0, 1) : roster(state['marked']),
    members: members(),
    invitations: as === 'alone' ? [] : ((state['invitations'] as InvitationRow[] | undefined) ?? invitations()),
    intake:
      state['intake'] === 'closed'
        ? null
        : {
            open: true,
            link: `https://pergola.example/intake/#${orgId(0).slice(0, 8)}.kq3v9ZpT2mYwB7`,
            expires: Date.now() + 160 * DAY,
            intro: 'Two people of our team read this, every day. Do not write where you are tonight.',
          },
  }),
}

export const networkCommands: Record<string, Command> = {
  invitePerson: ({ label }: { label: string }, world) => invite(world.state, 'person', label),
  inviteOrganisation: ({ label }: { label: string }, world) => invite(world.state, 'organisation', label),
  cancelInvitation: ({ id }: { id: string }, world) => change(world.state, id, 'cancelled'),
  admit: ({ id }: { id: string }, world) => change(world.state, id, 'admitted'),
  removePerson: () => null,
  setRole: () => null,
  revokeDevice: () => null,
  markVerified: ({ org }: { org: string }, world) => {
    world.state['marked'] = org
    return null
  },
  saveProfile: () => null,
  openIntake: (_args, world) => {
    world.state['intake'] = 'open'
    return { link: 'https://pergola.example/intake/#a00000.x' }
  },
  closeIntake: (_args, world) => {
    world.state['intake'] = 'closed'
    return null
  },
}

const rows = (state: Record<string, unknown>): InvitationRow[] => (state['invitations'] as InvitationRow[] | undefined) ?? invitations()

const change = (state: Record<string, unknown>, id: string, to: InvitationRow['state']): null => {
  state['invitations'] = rows(state).map((row) => (row.id === id ? { ...row, state: to } : row))
  return null
}

const invite = (state: Record<string, unknown>, kind: InvitationRow['kind'], label: string): { id: string; link: string } => {
  const id = `i${rows(state).length + 1}`
  state['invitations'] = [
    { id, kind, label, createdAt: Date.now(), expires: Date.now() + 7 * DAY, state: 'open', answer: null },
    ...rows(state),
  ]
  return { id, link: `https://pergola.example/#/join/${kind === 'organisation' ? 'org' : 'prs'}-7vQk2mZr9TnXw4LbC8sYd3Hf` }
}
