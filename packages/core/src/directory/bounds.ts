/** Bounds of an entry: nobody's client has to read more, and nobody's writes more. */
export const MOST = {
  facts: 100,
  places: 50,
  contacts: 50,
  identifiers: 30,
  otherNames: 30,
  /** Codes in one list. */
  codes: 100,
  /** Organisations that something is kept for. */
  audience: 100,
  topics: 20,
} as const

/** Characters of a line. */
export const LONGEST = {
  name: 120,
  source: 500,
  link: 500,
  city: 120,
  email: 254,
  phone: 60,
  key: 120,
  note: 500,
  region: 120,
  address: 300,
} as const
