/**
 * The browser's side of passkeys (W3C Web Authentication, level 3). A passkey belongs to this site; it is asked with the person's
 * own fingerprint, face or code every time. The name shown in the device's list of passkeys says nothing of the member.
 */

/** `cancelled`: the person said no or waited too long. `unable`: this browser or passkey cannot do it. */
export type Asked<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly why: 'cancelled' | 'unable' }

type Bytes = Uint8Array<ArrayBuffer>
const random = (): Bytes => crypto.getRandomValues(new Uint8Array(32))
const owned = (bytes: Uint8Array): Bytes => new Uint8Array(bytes)
const bytesOf = (source: BufferSource): Uint8Array =>
  source instanceof ArrayBuffer ? new Uint8Array(source) : new Uint8Array(source.buffer, source.byteOffset, source.byteLength)

const unable = { ok: false, why: 'unable' } as const

/** Browsers offer passkeys on https and on this machine only. */
export const passkeysOffered = (): boolean => isSecureContext && typeof PublicKeyCredential === 'function'

/** Browsers answer a no, a timeout and most failures with one and the same error, so that a page learns nothing of the device. */
const asking = async (ask: () => Promise<Credential | null>): Promise<Asked<PublicKeyCredential>> => {
  try {
    const credential = await ask()
    return credential instanceof PublicKeyCredential ? { ok: true, value: credential } : unable
  } catch (error) {
    return { ok: false, why: error instanceof DOMException && error.name === 'NotAllowedError' ? 'cancelled' : 'unable' }
  }
}

const ES256 = -7

/** `kept`: whether the passkey must be found again without its id. */
const make = (name: string, kept: 'required' | 'discouraged', extensions: AuthenticationExtensionsClientInputs) =>
  asking(() =>
    navigator.credentials.create({
      publicKey: {
        rp: { name: 'Pergola' },
        user: { id: random(), name, displayName: name },
        challenge: random(),
        pubKeyCredParams: [{ type: 'public-key', alg: ES256 }],
        authenticatorSelection: { residentKey: kept, requireResidentKey: kept === 'required', userVerification: 'required' },
        attestation: 'none',
        extensions,
      },
    }),
  )

const secretIn = (credential: PublicKeyCredential): Uint8Array | null => {
  const first = credential.getClientExtensionResults().prf?.results?.first
  return first === undefined ? null : bytesOf(first)
}

export interface MadeUnlock {
  readonly credential: Uint8Array
  readonly salt: Uint8Array
  readonly secret: Uint8Array
}

/** A passkey whose pseudo-random function (PRF) opens this device. `name`: for the device's own list. */
export const makeUnlockPasskey = async (name: string): Promise<Asked<MadeUnlock>> => {
  const salt = random()
  const made = await make(name, 'discouraged', { prf: { eval: { first: salt } } })
  if (!made.ok) return made
  const credential = new Uint8Array(made.value.rawId)
  if (made.value.getClientExtensionResults().prf?.enabled !== true) {
    await forgetPasskey(credential)
    return unable
  }
  // Most authenticators answer only when they are asked again.
  const first = secretIn(made.value)
  const secret: Asked<Uint8Array> = first === null ? await askUnlockPasskey({ credential, salt }) : { ok: true, value: first }
  return secret.ok ? { ok: true, value: { credential, salt, secret: secret.value } } : secret
}

/** What the passkey answers to the salt. */
export const askUnlockPasskey = async (given: {
  readonly credential: Uint8Array
  readonly salt: Uint8Array
}): Promise<Asked<Uint8Array>> => {
  const asked = await asking(() =>
    navigator.credentials.get({
      publicKey: {
        challenge: random(),
        allowCredentials: [{ type: 'public-key', id: owned(given.credential) }],
        userVerification: 'required',
        extensions: { prf: { eval: { first: owned(given.salt) } } },
      },
    }),
  )
  if (!asked.ok) return asked
  const secret = secretIn(asked.value)
  return secret === null ? unable : { ok: true, value: secret }
}

/** SubjectPublicKeyInfo of a P-256 key: 27 bytes, the last a 4, then x and y (RFC 5480). */
const SPKI_BYTES = 91
const POINT_BYTES = 64

/** A passkey for signing in: its public key, x and y. It finds itself again, so that the relay need not know its id. */
export const makeSignInPasskey = async (name: string): Promise<Asked<Uint8Array>> => {
  const made = await make(name, 'required', {})
  if (!made.ok) return made
  const { response } = made.value
  const key = response instanceof AuthenticatorAttestationResponse ? response.getPublicKey() : null
  if (key === null || key.byteLength !== SPKI_BYTES) return unable
  return { ok: true, value: new Uint8Array(key).slice(-POINT_BYTES) }
}

export interface Assertion {
  readonly authenticatorData: Uint8Array
  readonly clientData: Uint8Array
  readonly signature: Uint8Array
}

/** Confirms `challenge` with a passkey of this site that the person chooses. */
export const confirmWithPasskey = async (challenge: Uint8Array): Promise<Asked<Assertion>> => {
  const asked = await asking(() =>
    navigator.credentials.get({ publicKey: { challenge: owned(challenge), allowCredentials: [], userVerification: 'required' } }),
  )
  if (!asked.ok) return asked
  const { response } = asked.value
  if (!(response instanceof AuthenticatorAssertionResponse)) return unable
  const { authenticatorData, clientDataJSON, signature } = response
  return {
    ok: true,
    value: {
      authenticatorData: new Uint8Array(authenticatorData),
      clientData: new Uint8Array(clientDataJSON),
      signature: new Uint8Array(signature),
    },
  }
}

interface Signals {
  signalUnknownCredential?(about: { readonly rpId: string; readonly credentialId: string }): Promise<void>
}

/** Lets the device take a passkey off its list, where it listens to that. */
export const forgetPasskey = async (credential: Uint8Array): Promise<void> => {
  const credentialId = btoa(String.fromCharCode(...credential))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replaceAll('=', '')
  await (PublicKeyCredential as Signals).signalUnknownCredential?.({ rpId: location.hostname, credentialId }).catch(() => undefined)
}
