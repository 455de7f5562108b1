/**
 * Where the database is: `postgres://user@host:port/name?sslmode=verify-full`, or a socket folder as `?host=/run/postgresql`.
 * The password comes apart from it, because command lines are seen by every user of a machine.
 */
import type { ClientConfig } from 'pg'
import { Unusable } from './refusal.ts'

export interface DatabaseAddress {
  readonly url: string
  /** Left out: PGPASSWORD, then ~/.pgpass, then none. */
  readonly password?: string
  /** What the server calls the connections; otherwise `pergola`. */
  readonly name?: string
}

const parsed = (url: string): URL => {
  try {
    return new URL(url)
  } catch {
    throw new Unusable('The address of the database cannot be read.', 'It looks like postgres://user@host:5432/pergola')
  }
}

/** Throws `Unusable` on what is no address, or one with a password in it. */
export const checkAddress = (url: string): void => {
  const { protocol, password, searchParams, pathname } = parsed(url)
  if (protocol !== 'postgres:' && protocol !== 'postgresql:') {
    throw new Unusable('This is not the address of a PostgreSQL database.', 'It looks like postgres://user@host:5432/pergola')
  }
  if (password !== '' || searchParams.has('password')) {
    throw new Unusable(
      'A password stands in the address of the database, where every user of this machine can see it.',
      'Leave it out and set PGPASSWORD, or name a file with --database-password-file.',
    )
  }
  if (pathname.length < 2) throw new Unusable('The address names no database.', 'Put its name after the host: postgres://user@host/pergola')
}

/** A connection that is cut when it hangs, and whose commits are on disk. */
export const connectionTo = ({ url, password, name = 'pergola' }: DatabaseAddress): ClientConfig => ({
  connectionString: url,
  ...(password === undefined ? {} : { password }),
  application_name: name,
  connectionTimeoutMillis: 10_000,
  keepAlive: true,
  statement_timeout: 60_000,
  lock_timeout: 20_000,
  idle_in_transaction_session_timeout: 30_000,
})
