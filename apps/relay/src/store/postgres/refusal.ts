/** Why a database cannot be used, in words for the operator. Never holds an address, a user or a password. */
export class Unusable extends Error {
  readonly hint: string

  constructor(what: string, hint: string) {
    super(what)
    this.hint = hint
  }
}

const SENTENCES: Readonly<Record<string, readonly [what: string, hint: string]>> = {
  ECONNREFUSED: ['The database does not answer.', 'Is PostgreSQL running, and are host and port of --database right?'],
  ENOTFOUND: ['The host of the database is not known.', 'Look at the host in --database.'],
  ENOENT: ['There is no PostgreSQL socket at that place.', 'Is PostgreSQL running, and is the host in --database right?'],
  ETIMEDOUT: ['The database does not answer.', 'Is there a firewall before it?'],
  '28P01': ['The database does not take this password.', 'Give it in PGPASSWORD or with --database-password-file.'],
  '28000': ['The database does not let this user in.', 'Look at pg_hba.conf and at the user in --database.'],
  '3D000': ['There is no database of this name.', 'Make it: createdb --encoding UTF8 NAME'],
  '42501': ['The user may not make tables in this database.', 'Let it own the database, or a schema that is first in its search_path.'],
  '53300': ['The database has no connection left.', 'Raise max_connections, or take fewer processes.'],
  '57P03': ['The database is starting or stopping.', 'Try again in a moment.'],
}

export const codeOf = (error: unknown): string => {
  const code = (error as { readonly code?: unknown }).code
  return typeof code === 'string' ? code : ''
}

/** What the database or the network refused at start, as a sentence; anything else as it is. */
export const sayable = (error: unknown): unknown => {
  const first = error instanceof AggregateError ? error.errors[0] : error
  const sentence = SENTENCES[codeOf(first)]
  if (sentence) return new Unusable(...sentence)
  return first instanceof Error && /password must be a string/.test(first.message) ? new Unusable(...SENTENCES['28P01']!) : error
}
