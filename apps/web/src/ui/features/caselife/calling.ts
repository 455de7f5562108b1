/** Who a note calls: the members whose name stands in it after an @. */
export interface Callable {
  readonly person: string
  readonly name: string
}

/** Of names that begin alike the longest is meant. */
export const calledIn = (text: string, members: readonly Callable[]): readonly string[] => {
  const longestFirst = members.toSorted((a, b) => b.name.length - a.name.length)
  const found = new Set<string>()
  for (let at = text.indexOf('@'); at !== -1; at = text.indexOf('@', at + 1)) {
    const rest = text.slice(at + 1).toLocaleLowerCase()
    const member = longestFirst.find(
      ({ name }) => rest.startsWith(name.toLocaleLowerCase()) && !/^[\p{L}\p{N}]/u.test(rest.slice(name.length)),
    )
    if (member !== undefined) found.add(member.person)
  }
  return [...found]
}

/** The text with a call added where one goes on writing. */
export const withCall = (text: string, name: string): string => `${text}${text === '' || /\s$/u.test(text) ? '' : ' '}@${name} `
