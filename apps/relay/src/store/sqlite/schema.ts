/** Every version of the schema, in order; a database remembers which it has (`user_version`). Append only. */
import type { DatabaseSync } from 'node:sqlite'

const FIRST = `
create table space (
  space blob primary key, kind text not null, pos integer not null, head blob not null, control integer not null
) strict, without rowid;
create index space_network on space (space) where kind = 'network';

create table control (
  space blob not null, seq integer not null, id blob not null, bytes blob not null, signature blob not null,
  unique (space, seq)
) strict;

create table push (
  space blob not null, last integer not null, first integer not null,
  device blob not null, first_seq integer not null, last_seq integer not null, last_id blob not null,
  head blob not null, time integer not null, bytes blob not null,
  unique (space, last), unique (space, device, last_seq)
) strict;

create table member (
  space blob not null, member blob not null, until integer,
  primary key (space, member)
) strict, without rowid;
create index member_spaces on member (member, space);

create table person (
  space blob not null, person blob not null, sign_key blob not null,
  primary key (space, person)
) strict, without rowid;
create index person_key on person (sign_key);

create table device (
  space blob not null, device blob not null,
  primary key (space, device)
) strict, without rowid;
create unique index device_org on device (device);

create table snapshot (
  space blob not null, pos integer not null, bytes blob not null, signature blob not null,
  unique (space, pos)
) strict;

create table usage (org blob primary key, bytes integer not null) strict, without rowid;

create table account (
  account blob primary key, sign_in_key blob not null, person_key blob not null, sealed_seed blob not null
) strict, without rowid;

create table invitation (
  invitation blob primary key, org blob not null, kind text not null, permit_hash blob not null, expires integer not null,
  sealed blob not null, answer blob, account blob, founded blob
) strict;
create index invitation_org on invitation (org);

create table card (org blob primary key, card blob not null) strict;

create table alert_count (org blob primary key, newest integer not null) strict, without rowid;
create table alert (
  org blob not null, number integer not null, mailbox blob not null, time integer not null, envelope blob not null,
  unique (org, number)
) strict;
create table mailbox (mailbox blob primary key, org blob not null) strict, without rowid;
create table reply (
  mailbox blob not null, number integer not null, time integer not null, envelope blob not null,
  unique (mailbox, number)
) strict;

create table file (
  blob blob primary key, org blob not null, bytes integer not null, sha256 blob not null, time integer not null, orphan integer not null
) strict, without rowid;
create index file_orphan on file (time) where orphan = 1;
`

const FACTORS = `
alter table account add column factors blob not null default x'';
`

const EDITIONS = `
create table edition (org blob primary key, issued integer not null, edition blob not null) strict;
`

const PARCELS = `
create table parcel (
  parcel blob primary key, org blob not null, blob blob, due integer not null, expires integer not null, opened integer not null
) strict, without rowid;
`

const VERSIONS: readonly string[] = [FIRST, FACTORS, EDITIONS, PARCELS]

/** Brings the database to the newest version, one transaction a step. Throws on a database newer than this program. */
export const migrate = (database: DatabaseSync): void => {
  const at = Number(database.prepare('pragma user_version').get()?.['user_version'])
  if (at > VERSIONS.length) throw new Error(`the database has schema ${at}, this relay knows ${VERSIONS.length}: start the newer relay`)
  for (const [version, sql] of VERSIONS.entries()) {
    if (version < at) continue
    database.exec(`begin immediate; ${sql} pragma user_version = ${version + 1}; commit`)
  }
}
