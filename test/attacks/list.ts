/** Every attack that the design asks for, in its words. Each has an entry (registry.ts); a name without one fails a test. */
import type { Attacker } from './attack.ts'

export const ASKED_FOR: Readonly<Partial<Record<Attacker, readonly string[]>>> = {
  relay: [
    'drop',
    'duplicate',
    'reorder',
    'truncate',
    'fork two members',
    'roll back after restart',
    'replay into another space',
    'swap a public key on first contact and later',
    'add itself as member',
    "answer with another case's snapshot",
    'stale snapshot',
    "withhold one member's removal",
  ],
  member: [
    'forged author',
    'wrong role',
    'equivocation',
    'clock far in the future',
    'operation of 1 GB',
    '`__proto__` keys',
    'non-canonical encoding',
    'compression bombs',
  ],
  outsider: [
    'guessing phrases',
    'enumerating mailboxes or spaces',
    'oversize intake',
    'file with a hostile name',
    'formula injection in exports',
    'script in every text field',
  ],
  'bad luck': ['two tabs', 'storage evicted half-way', 'clock wrong by years', 'crash between write and send'],
}

/** Known breaks of encrypted cloud stores, each of which has a line in SECURITY.md too. */
export const KNOWN_BREAKS = [
  'unauthenticated keys',
  'unauthenticated file names and structure',
  'sharing links that trust the server',
] as const
