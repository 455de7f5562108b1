import type { AccountStore, InvitationRow, InvitationStore } from '../store.ts'
import { BEGIN, COMMIT, asBlob, asBytes, asId, asNumber, statement, type Database, type Row } from './database.ts'
import { notify } from './news.ts'

/** Thrown to leave a transaction; nothing of it stands. */
class Taken extends Error {}

const orTaken = async <T>(write: Promise<T>): Promise<T | 'taken'> =>
  write.catch((error: unknown) => {
    if (error instanceof Taken) return 'taken' as const
    throw error
  })

const NEW_ACCOUNT = `insert into account (account, sign_in_key, person_key, sealed_seed, factors) values ($1, $2, $3, $4, $5)
  on conflict (account)`
const ONLY_NEW = `${NEW_ACCOUNT} do nothing returning 1`
const OR_IN_PLACE = `${NEW_ACCOUNT} do update set sign_in_key = excluded.sign_in_key, person_key = excluded.person_key,
  sealed_seed = excluded.sealed_seed, factors = excluded.factors where not exists (select 1 from space where kind = 'network') returning 1`
const USE_INVITATION = `update invitation set account = $1 where invitation = $2 and (account is null or account = $1) returning 1`

export const postgresAccounts = (db: Database): AccountStore => ({
  account: async (account) => {
    const row = await db.get('select * from account where account = $1', asBytes(account))
    if (row === null) return null
    return {
      account,
      signInKey: asBlob(row['sign_in_key']),
      personKey: asBlob(row['person_key']),
      sealedSeed: asBlob(row['sealed_seed']),
      factors: asBlob(row['factors']),
    }
  },
  createAccount: ({ account, signInKey, personKey, sealedSeed, factors }, invitation) =>
    orTaken(
      db.transaction(async (tx) => {
        const key = asBytes(account)
        const sql = invitation ? ONLY_NEW : OR_IN_PLACE
        const [, made] = await tx.send(BEGIN, statement(sql, key, signInKey, personKey, sealedSeed, factors))
        if (made!.length === 0) throw new Taken()
        const used = invitation ? await tx.send(statement(USE_INVITATION, key, invitation)) : []
        if (used.some((rows) => rows.length === 0)) throw new Taken()
        await tx.send(COMMIT)
      }),
    ),
  replaceKeys: (account, signInKey, sealedSeed) =>
    db.write('update account set sign_in_key = $1, sealed_seed = $2 where account = $3', signInKey, sealedSeed, asBytes(account)),
  setFactors: (account, factors) => db.write('update account set factors = $1 where account = $2', factors, asBytes(account)),
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

const NEW_INVITATION = `insert into invitation (invitation, org, kind, permit_hash, expires, sealed) values ($1, $2, $3, $4, $5, $6)
  on conflict do nothing returning 1`
const ANSWER = `update invitation set answer = $1 where invitation = $2 and (answer is null or answer = $1) returning org`

export const postgresInvitations = (db: Database, mark: string): InvitationStore => ({
  createInvitation: ({ invitation, org, kind, permitHash, expires, sealed }) =>
    orTaken(
      db.transaction(async (tx) => {
        const [, made] = await tx.send(BEGIN, statement(NEW_INVITATION, invitation, asBytes(org), kind, permitHash, expires, sealed))
        if (made!.length === 0) throw new Taken()
        await tx.send(COMMIT)
      }),
    ),
  invitation: async (invitation) => {
    const row = await db.get('select * from invitation where invitation = $1', invitation)
    return row && invitationRow(row)
  },
  invitations: async (org) => (await db.all('select * from invitation where org = $1 order by number', asBytes(org))).map(invitationRow),
  answerInvitation: (invitation, answer) =>
    orTaken(
      db.transaction(async (tx) => {
        const [, answered] = await tx.send(BEGIN, statement(ANSWER, answer, invitation))
        if (answered!.length === 0) throw new Taken()
        await tx.send(notify(mark, [{ t: 'invitations', org: asId(answered![0]!['org']) }]), COMMIT)
      }),
    ),
  dropInvitation: (org, invitation) => db.write('delete from invitation where invitation = $1 and org = $2', invitation, asBytes(org)),
  dropInvitationsBefore: async (expires) => (await db.all('delete from invitation where expires < $1 returning 1', expires)).length,
})
