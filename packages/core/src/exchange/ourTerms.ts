/**
 * How an entry's details that HSDS has no field for stand in it: as attributes with terms of a taxonomy of our own. Whoever reads
 * HSDS can read them by their names; we read them back without loss.
 *
 *   support:<kind>       a kind of support (docs/formats/hsds.md has the list)
 *   group:<group>        a target group
 *   reach:<field>        one detail that matching reckons with; value: JSON
 *   fact:<code>          one statement; value: as stated; its source, day of checking and of review stand in `metadata`
 *   entry:<field>        programme, kind of organisation, languages of a name …; value: text or JSON
 *   contact:<field>      role, channel, key fingerprint of a contact
 *   place:redacted       the place is kept out of the entry on purpose
 */

export const TAXONOMY = 'Pergola'

const UUID = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/u

/**
 * 128 bits of a text, four words that each stir all characters and then one another (as in MurmurHash3's finish). Ids only have to
 * differ: nobody is kept from finding a text with the same one, and nothing rests on it.
 */
const mixed = (text: string): readonly [number, number, number, number] => {
  let [a, b, c, d] = [1779033703, 3144134277, 1013904242, 2773480762]
  for (let at = 0; at < text.length; at++) {
    const unit = text.charCodeAt(at)
    a = b ^ Math.imul(a ^ unit, 597399067)
    b = c ^ Math.imul(b ^ unit, 2869860233)
    c = d ^ Math.imul(c ^ unit, 951274213)
    d = a ^ Math.imul(d ^ unit, 2716044179)
  }
  a = Math.imul(c ^ (a >>> 18), 597399067)
  b = Math.imul(d ^ (b >>> 22), 2869860233)
  c = Math.imul(a ^ (c >>> 17), 951274213)
  d = Math.imul(b ^ (d >>> 19), 2716044179)
  return [a ^ b ^ c ^ d, b ^ a, c ^ a, d ^ a]
}

/** A UUID (version 8) that always follows from the same text; an id that ends in one keeps it. */
export const uuidOf = (id: string): string => {
  const own = UUID.exec(id)?.[0]
  if (own !== undefined) return own
  const [a, b, c, d] = mixed(id)
  const text = [a, (b & 0xffff0fff) | 0x8000, (c & 0x3fffffff) | 0x80000000, d]
    .map((word) => (word >>> 0).toString(16).padStart(8, '0'))
    .join('')
  return `${text.slice(0, 8)}-${text.slice(8, 12)}-${text.slice(12, 16)}-${text.slice(16, 20)}-${text.slice(20)}`
}
