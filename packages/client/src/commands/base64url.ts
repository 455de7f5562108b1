/** RFC 4648, section 5, without padding. */
const LETTERS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_'

export const base64url = (bytes: Uint8Array): string => {
  let text = ''
  for (let at = 0; at < bytes.length; at += 3) {
    const [a = 0, b, c] = bytes.subarray(at, at + 3)
    text += LETTERS.charAt(a >> 2) + LETTERS.charAt(((a & 3) << 4) | ((b ?? 0) >> 4))
    if (b !== undefined) text += LETTERS.charAt(((b & 15) << 2) | ((c ?? 0) >> 6))
    if (c !== undefined) text += LETTERS.charAt(c & 63)
  }
  return text
}
