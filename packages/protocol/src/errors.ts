/**
 * Everything a relay can answer instead of yes. A code says what happened and what a client does next; it never carries
 * content. Order is the wire format: append only.
 */
export const ERRORS = [
  'malformed', //        the bytes are not a frame or body; a bug or an attack
  'not_found', //        no such thing, or not for you: the relay does not say which
  'not_member', //       your organisation is not (any longer) in this space
  'not_permitted', //    your role does not allow it; `not_permitted` from a control entry names no rule on the wire
  'stale_control', //    somebody changed the membership first: fetch, look again, retry
  'stale_epoch', //      the key was renewed: fetch, seal anew, retry
  'stale_log', //        a removal must name the newest log position: fetch, retry
  'bad_sequence', //     not this device's next commit: detail is the last one accepted
  'bad_chain', //        `prev` is not this device's last commit: the profile was copied or restored; enrol anew
  'bad_signature',
  'too_large', //        detail is the limit in bytes
  'quota', //            the organisation's space on this relay is used up; detail in MiB
  'rate', //             too much at once; detail is milliseconds to wait
  'busy', //             the relay sheds load; detail is milliseconds to wait
  'denied', //           sign-in or permit not accepted; the same for unknown names
  'expired',
  'used',
  'storage_full', //     the relay's disk is full: nothing was accepted
  'unsupported', //      suite or version unknown to this relay
  'not_enrolled', //     the device is in no organisation's log
  'work', //             proof of work missing or stale: ask for a new challenge
  'factor', //           the passphrase is right; this account asks for its passkey as well
  'taken_down', //       the operator took it down, on purpose
] as const
export type ErrorCode = (typeof ERRORS)[number]

/** HTTP status of each where a body route answers it. */
export const HTTP_STATUS: { readonly [E in ErrorCode]: number } = {
  malformed: 400,
  not_found: 404,
  not_member: 403,
  not_permitted: 403,
  stale_control: 409,
  stale_epoch: 409,
  stale_log: 409,
  bad_sequence: 409,
  bad_chain: 409,
  bad_signature: 403,
  too_large: 413,
  quota: 507,
  rate: 429,
  busy: 503,
  denied: 401,
  expired: 410,
  used: 410,
  storage_full: 507,
  unsupported: 400,
  not_enrolled: 403,
  work: 428,
  factor: 401,
  taken_down: 410,
}
