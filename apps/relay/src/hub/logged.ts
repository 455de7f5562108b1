/** Commits as the log keeps and pages carry them: `loggedCommit`s one after the other, the signature on the last. */

/** u32 length, option tag, u64 time. */
const FRAME_BYTES = 13
const SIGNATURE_BYTES = 64

export const encodeLogged = (commits: readonly Uint8Array[], signature: Uint8Array, time: number): Uint8Array => {
  const size = commits.reduce((sum, commit) => sum + commit.length + FRAME_BYTES, SIGNATURE_BYTES)
  const bytes = new Uint8Array(size)
  const view = new DataView(bytes.buffer)
  let at = 0
  for (const [n, commit] of commits.entries()) {
    const signed = n === commits.length - 1
    view.setUint32(at, commit.length)
    bytes.set(commit, at + 4)
    at += 4 + commit.length
    bytes[at++] = signed ? 1 : 0
    if (signed) bytes.set(signature, at)
    at += signed ? SIGNATURE_BYTES : 0
    view.setBigUint64(at, BigInt(time))
    at += 8
  }
  return bytes
}
