/** What a migration copies: tables and columns as both databases name them. */
export type Kind = 'bytes' | 'number' | 'text' | 'flag'
export type Cell = Uint8Array | number | string | null

export interface CopiedTable {
  readonly name: string
  readonly columns: readonly (readonly [name: string, kind: Kind])[]
}

const bytes = (...names: readonly string[]) => names.map((name) => [name, 'bytes'] as const)
const numbers = (...names: readonly string[]) => names.map((name) => [name, 'number'] as const)
const kind = ['kind', 'text'] as const

export const COPIED: readonly CopiedTable[] = [
  { name: 'space', columns: [...bytes('space', 'head'), kind, ...numbers('pos', 'control')] },
  { name: 'control', columns: [...bytes('space', 'id', 'bytes', 'signature'), ...numbers('seq')] },
  {
    name: 'push',
    columns: [...bytes('space', 'device', 'last_id', 'head', 'bytes'), ...numbers('last', 'first', 'first_seq', 'last_seq', 'time')],
  },
  { name: 'snapshot', columns: [...bytes('space', 'bytes', 'signature'), ...numbers('pos')] },
  { name: 'member', columns: [...bytes('space', 'member'), ...numbers('until')] },
  { name: 'person', columns: bytes('space', 'person', 'sign_key') },
  { name: 'device', columns: bytes('space', 'device') },
  { name: 'usage', columns: [...bytes('org'), ...numbers('bytes')] },
  { name: 'account', columns: bytes('account', 'sign_in_key', 'person_key', 'sealed_seed', 'factors') },
  {
    name: 'invitation',
    columns: [...bytes('invitation', 'org', 'permit_hash', 'sealed', 'answer', 'account', 'founded'), kind, ...numbers('expires')],
  },
  { name: 'card', columns: bytes('org', 'card') },
  { name: 'edition', columns: [...bytes('org', 'edition'), ...numbers('issued')] },
  { name: 'parcel', columns: [...bytes('parcel', 'org', 'blob'), ...numbers('due', 'expires', 'opened')] },
  { name: 'alert_count', columns: [...bytes('org'), ...numbers('newest')] },
  { name: 'alert', columns: [...bytes('org', 'mailbox', 'envelope'), ...numbers('number', 'time')] },
  { name: 'mailbox', columns: bytes('mailbox', 'org') },
  { name: 'reply', columns: [...bytes('mailbox', 'envelope'), ...numbers('number', 'time')] },
  { name: 'file', columns: [...bytes('blob', 'org', 'sha256'), ...numbers('bytes', 'time'), ['orphan', 'flag']] },
]
