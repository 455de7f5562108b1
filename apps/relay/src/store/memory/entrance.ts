import { hex, sameBytes } from '@pergola/protocol'
import type { AccountStore, InvitationStore } from '../store.ts'
import type { Tables } from './tables.ts'

const hasNetwork = ({ spaces }: Tables): boolean => [...spaces.values()].some(({ row }) => row.kind === 'network')

export const memoryAccounts = (tables: Tables): AccountStore => ({
  account: async (account) => tables.accounts.get(account) ?? null,
  createAccount: async (row, invitation) => {
    if (tables.full) return 'full'
    if (tables.accounts.has(row.account) && (invitation !== null || hasNetwork(tables))) return 'taken'
    const used = invitation === null ? undefined : tables.invitations.get(hex(invitation))
    if (used && used.account !== null && used.account !== row.account) return 'taken'
    tables.accounts.set(row.account, row)
    if (used) tables.invitations.set(hex(used.invitation), { ...used, account: row.account })
    return 'done'
  },
  replaceKeys: async (account, signInKey, sealedSeed) => {
    if (tables.full) return 'full'
    const row = tables.accounts.get(account)
    if (row) tables.accounts.set(account, { ...row, signInKey, sealedSeed })
    return 'done'
  },
  setFactors: async (account, factors) => {
    if (tables.full) return 'full'
    const row = tables.accounts.get(account)
    if (row) tables.accounts.set(account, { ...row, factors })
    return 'done'
  },
})

export const memoryInvitations = (tables: Tables): InvitationStore => ({
  createInvitation: async (row) => {
    if (tables.full) return 'full'
    if (tables.invitations.has(hex(row.invitation))) return 'taken'
    tables.invitations.set(hex(row.invitation), row)
    return 'done'
  },
  invitation: async (invitation) => tables.invitations.get(hex(invitation)) ?? null,
  invitations: async (org) => [...tables.invitations.values()].filter((row) => row.org === org),
  answerInvitation: async (invitation, answer) => {
    if (tables.full) return 'full'
    const row = tables.invitations.get(hex(invitation))
    if (!row || (row.answer !== null && !sameBytes(row.answer, answer))) return 'taken'
    tables.invitations.set(hex(invitation), { ...row, answer })
    return 'done'
  },
  dropInvitation: async (org, invitation) => {
    if (tables.full) return 'full'
    if (tables.invitations.get(hex(invitation))?.org === org) tables.invitations.delete(hex(invitation))
    return 'done'
  },
  dropInvitationsBefore: async (expires) => {
    const old = [...tables.invitations].filter(([, row]) => row.expires < expires)
    for (const [name] of old) tables.invitations.delete(name)
    return old.length
  },
})
