/** Ways to reach someone in what they wrote: addresses, numbers, handles. They belong to the identity part, not to the file. */

const ADDRESS = /[\p{L}\p{N}._%+-]+@[\p{L}\p{N}.-]+\.\p{L}{2,}/gu
const HANDLE = /(?<![\p{L}\p{N}])@[\p{L}\p{N}_.]{3,}/gu
/** Seven digits of any script or more, as people write telephone numbers. */
const NUMBER = /\+?\p{Nd}(?:[\s().-]{0,2}\p{Nd}){6,}/gu
/** A day of the calendar is not a number to call. */
const DAY = /^(\p{Nd}{4}[-.]\p{Nd}{1,2}[-.]\p{Nd}{1,2}|\p{Nd}{1,2}[-.]\p{Nd}{1,2}[-.]\p{Nd}{4})$/u

const isContact = (found: string): boolean => !DAY.test(found)

export const contactsIn = (text: string): readonly string[] =>
  [ADDRESS, HANDLE, NUMBER].flatMap((shape) => text.replace(shape === HANDLE ? ADDRESS : /(?!)/u, ' ').match(shape) ?? []).filter(isContact)

/** The text with `…` in their place; `known` is what the sender gave as a way to be reached. */
export const withoutContacts = (text: string, known: string): string => {
  const rest = known.trim().length < 3 ? text : text.replaceAll(known.trim(), '…')
  return [ADDRESS, HANDLE, NUMBER].reduce((left, shape) => left.replace(shape, (found) => (isContact(found) ? '…' : found)), rest)
}
