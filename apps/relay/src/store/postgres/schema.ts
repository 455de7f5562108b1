/**
 * Every version of the schema, in order; table `schema_version` says which one a database has. Append only.
 *
 * Keys. Each table of the log (`space`, `control`, `push`, `snapshot`, `member`) has a primary key that begins with `space`;
 * nothing in it refers to another space. `control`, `push` and `snapshot`, where the bytes are, are partitioned by hash of space.
 * What is looked up by something else than the space is a table of its own, keyed by that: `member_space` by member, `device` by
 * device, `person` by signing key; the rest by organisation, account, invitation, mailbox or file. On a distributed PostgreSQL
 * (Citus) leave `partition by hash (space)` out and say instead, right after the first start:
 *
 *   select create_distributed_table(t, 'space', colocate_with => 'none') from (values ('space')) as one(t);
 *   select create_distributed_table(t, 'space', colocate_with => 'space') from (values ('control'), ('push'), ('snapshot'), ('member')) as logs(t);
 *   select create_distributed_table('member_space', 'member');  select create_distributed_table('device', 'device');
 *   select create_distributed_table('person', 'sign_key');      select create_distributed_table('usage', 'org');
 *   select create_distributed_table(t, 'org') from (values ('alert'), ('alert_count'), ('card')) as intake(t);
 *   select create_distributed_table('reply', 'mailbox', colocate_with => 'none'); select create_distributed_table('mailbox', 'mailbox', colocate_with => 'reply');
 *
 * and let every relay connect to the coordinator: notifications and advisory locks are its own.
 */
import pg from 'pg'
import { connectionTo, type DatabaseAddress } from './address.ts'
import { Unusable } from './refusal.ts'

const PARTITIONS = 8

/** A push of a few commits stays in its row instead of being cut into slices of 2 KB elsewhere. */
const INLINE_BYTES = 8160

const partitions = (table: string): string =>
  Array.from(
    { length: PARTITIONS },
    (_, n) => `create table ${table}_${n} partition of ${table} for values with (modulus ${PARTITIONS}, remainder ${n})
       with (toast_tuple_target = ${INLINE_BYTES});`,
  ).join('\n')

/** What is sealed does not compress: large values are stored as they are. */
const external = (table: string, column: string): string => `alter table ${table} alter column ${column} set storage external;`

const FIRST = `
create table space (
  space bytea primary key, kind text not null, pos bigint not null, head bytea not null, control bigint not null
) with (fillfactor = 80);
create index space_network on space (space) where kind = 'network';

create table control (
  space bytea not null, seq bigint not null, id bytea not null, bytes bytea not null, signature bytea not null,
  primary key (space, seq)
) partition by hash (space);
${external('control', 'bytes')}
${partitions('control')}

create table push (
  space bytea not null, last bigint not null, first bigint not null,
  device bytea not null, first_seq bigint not null, last_seq bigint not null, last_id bytea not null,
  head bytea not null, time bigint not null, bytes bytea not null,
  primary key (space, last), unique (space, device, last_seq)
) partition by hash (space);
${external('push', 'bytes')}
${partitions('push')}

create table snapshot (
  space bytea not null, pos bigint not null, bytes bytea not null, signature bytea not null,
  primary key (space, pos)
) partition by hash (space);
${external('snapshot', 'bytes')}
${partitions('snapshot')}

create table member (space bytea not null, member bytea not null, until bigint, primary key (space, member));
create table member_space (member bytea not null, space bytea not null, until bigint, primary key (member, space));
create table device (device bytea primary key, space bytea not null);
create table person (sign_key bytea not null, space bytea not null, person bytea not null, primary key (sign_key, space, person));

create table usage (org bytea not null, part smallint not null, bytes bigint not null, primary key (org, part)) with (fillfactor = 50);

create table account (
  account bytea primary key, sign_in_key bytea not null, person_key bytea not null, sealed_seed bytea not null,
  factors bytea not null default ''
);

create table invitation (
  invitation bytea primary key, number bigint generated always as identity, org bytea not null, kind text not null,
  permit_hash bytea not null, expires bigint not null, sealed bytea not null, answer bytea, account bytea, founded bytea
);
create index invitation_org on invitation (org, number);

create table card (org bytea primary key, card bytea not null);
create table alert_count (org bytea primary key, newest bigint not null);
create table alert (
  org bytea not null, number bigint not null, mailbox bytea not null, time bigint not null, envelope bytea not null,
  primary key (org, number)
);
${external('alert', 'envelope')}
create table mailbox (mailbox bytea primary key, org bytea not null);
create table reply (
  mailbox bytea not null, number bigint not null, time bigint not null, envelope bytea not null,
  primary key (mailbox, number)
);
${external('reply', 'envelope')}

create table file (
  blob bytea primary key, org bytea not null, bytes bigint not null, sha256 bytea not null, time bigint not null, orphan boolean not null
);
create index file_orphan on file (time) where orphan;

create table ticket (ticket bytea primary key, until bigint not null);
create table pairing (pairing bytea primary key, box bytea not null, until bigint not null);
create table session (session bytea primary key, device bytea not null, until bigint not null);

create table relay (fact text primary key, value bytea not null);
`

const EDITIONS = `
create table edition (org bytea primary key, issued bigint not null, edition bytea not null);
${external('edition', 'edition')}
`

const PARCELS = `
create table parcel (
  parcel bytea primary key, org bytea not null, blob bytea, due bigint not null, expires bigint not null, opened bigint not null
);
`

const VERSIONS: readonly string[] = [FIRST, EDITIONS, PARCELS]

/** Two processes that start at once wait for one another with this advisory lock. */
const STARTING = 7_203_640_991

const versionIn = async (client: pg.Client): Promise<number> => {
  await client.query('create table if not exists schema_version (version integer not null)')
  const { rows } = await client.query<{ version: number }>('select max(version) as version from schema_version')
  return rows[0]?.version ?? 0
}

const bringForward = async (client: pg.Client): Promise<void> => {
  const at = await versionIn(client)
  if (at > VERSIONS.length) {
    throw new Unusable(
      `The database has schema ${at}, this relay knows ${VERSIONS.length}.`,
      'Start the newer relay; an older one does not open a newer database.',
    )
  }
  for (const sql of VERSIONS.slice(at)) await client.query(sql)
  if (at < VERSIONS.length) await client.query('insert into schema_version values ($1)', [VERSIONS.length])
}

/** For those who only read: throws `Unusable` when the database has another version than this program knows. */
export const checkSchema = async (client: pg.Client): Promise<void> => {
  const { rows } = await client.query<{ version: number }>('select max(version) as version from schema_version')
  const version = rows[0]?.version ?? 0
  if (version === VERSIONS.length) return
  throw new Unusable(
    `The database has schema ${version}, this program knows ${VERSIONS.length}.`,
    'Use the program of the version that serves this relay.',
  )
}

/** Brings the database to the newest version in one transaction. Throws `Unusable` on a database newer than this program. */
export const migrate = async (address: DatabaseAddress): Promise<void> => {
  const client = new pg.Client({ ...connectionTo(address), statement_timeout: 0, lock_timeout: 0 })
  client.on('error', () => {})
  await client.connect()
  try {
    await client.query('begin')
    await client.query('select pg_advisory_xact_lock($1)', [STARTING])
    await bringForward(client)
    await client.query('commit')
  } finally {
    await client.end()
  }
}
