/** A recovery kit has this many words. */
export const KIT_WORDS = 24

/** The words someone typed from paper: numbers, commas and capital letters do not matter. */
export const wordsIn = (text: string): readonly string[] => text.toLowerCase().match(/\p{Letter}+/gu) ?? []

/** Two places in the kit to ask for, in their order. `random` gives [0, 1). */
export const twoPlaces = (count: number, random: () => number): readonly [number, number] => {
  const first = Math.floor(random() * count)
  const second = (first + 1 + Math.floor(random() * (count - 1))) % count
  return first < second ? [first, second] : [second, first]
}
