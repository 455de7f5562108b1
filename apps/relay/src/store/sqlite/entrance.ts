import type { AccountStore, InvitationRow, InvitationStore } from '../store.ts'
import { asBlob, asBytes, asId, asNumber, type Database, type Row } from './database.ts'

const NEW_ACCOUNT = 'insert into account (account, sign_in_key, person_key, sealed_seed, factors) values (?, ?, ?, ?, ?) on conflict'
const ONLY_NEW = `${NEW_ACCOUNT} do nothing`
const OR_IN_PLACE = `${NEW_ACCOUNT} do update set sign_in_key = excluded.sign_in_key, person_key = excluded.person_key,
  sealed_seed = excluded.sealed_seed, factors = excluded.factors where not exists (select 1 from space where kind = 'network')`

export const sqliteAccounts = (db: Database): AccountStore => ({
  account: async (account) => {
    const row = db.get('select * from account where account = ?', asBytes(account))
    if (row === null) return null
    return {
      account,
      signInKey: asBlob(row['sign_in_key']),
      personKey: asBlob(row['person_key']),
      sealedSeed: asBlob(row['sealed_seed']),
      factors: asBlob(row['factors']),
    }
  },
  createAccount: async (row, invitation) => {
    let made = 0
    const outcome = db.write(() => {
      const account = asBytes(row.account)
      made = db.run(invitation ? ONLY_NEW : OR_IN_PLACE, account, row.signInKey, row.personKey, row.sealedSeed, row.factors)
      const use = 'update invitation set account = ?1 where invitation = ?2 and (account is null or account = ?1)'
      if (made > 0 && invitation && db.run(use, account, invitation) === 0)
        made = db.run('delete from account where account = ?', account) - 1
    })
    return outcome === 'done' && made === 0 ? 'taken' : outcome
  },
  replaceKeys: async (account, signInKey, sealedSeed) =>
    db.write(() =>
      db.run('update account set sign_in_key = ?, sealed_seed = ? where account = ?', signInKey, sealedSeed, asBytes(account)),
    ),
  setFactors: async (account, factors) =>
    db.write(() => db.run('update account set factors = ? where account = ?', factors, asBytes(account))),
})

const invitationRow = (row: Row): InvitationRow => ({
  invitation: asBlob(row['invitation']),
  org: asId(row['org']),
  kind: row['kind'] as InvitationRow['kind'],
  permitHash: asBlob(row['permit_hash']),
  expires: asNumber(row['expires']),
  sealed: asBlob(row['sealed']),
  answer: row['answer'] === null ? null : asBlob(row['answer']),
  account: row['account'] === null ? null : asId(row['account']),
  founded: row['founded'] === null ? null : asId(row['founded']),
})

export const sqliteInvitations = (db: Database): InvitationStore => ({
  createInvitation: async ({ invitation, org, kind, permitHash, expires, sealed }) => {
    let made = 0
    const outcome = db.write(() => {
      const sql = 'insert into invitation values (?, ?, ?, ?, ?, ?, null, null, null) on conflict do nothing'
      made = db.run(sql, invitation, asBytes(org), kind, permitHash, expires, sealed)
    })
    return outcome === 'done' && made === 0 ? 'taken' : outcome
  },
  invitation: async (invitation) => {
    const row = db.get('select * from invitation where invitation = ?', invitation)
    return row && invitationRow(row)
  },
  invitations: async (org) => db.all('select * from invitation where org = ? order by rowid', asBytes(org)).map(invitationRow),
  answerInvitation: async (invitation, answer) => {
    let made = 0
    const outcome = db.write(() => {
      made = db.run('update invitation set answer = ?1 where invitation = ?2 and (answer is null or answer = ?1)', answer, invitation)
    })
    return outcome === 'done' && made === 0 ? 'taken' : outcome
  },
  dropInvitation: async (org, invitation) =>
    db.write(() => db.run('delete from invitation where org = ? and invitation = ?', asBytes(org), invitation)),
  dropInvitationsBefore: async (expires) => {
    let dropped = 0
    db.write(() => (dropped = db.run('delete from invitation where expires < ?', expires)))
    return dropped
  },
})
