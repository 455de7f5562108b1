/** Points along a line of time that no two of stand on each other: what was looked at twice in a day was looked at twice. */

/** Less than this and two marks look like one. */
const LEAST = 16

/** `wanted`: where they belong, 0 to `room`, in order. Each stays as near to it as the ones before and after let it. */
export const apart = (wanted: readonly number[], room: number): readonly number[] => {
  const least = Math.min(LEAST, room / Math.max(1, wanted.length - 1))
  let before = -least
  const onward = wanted.map((at) => (before = Math.max(at, before + least)))
  return onward.map((at, index) => Math.min(at, room - (wanted.length - 1 - index) * least))
}
