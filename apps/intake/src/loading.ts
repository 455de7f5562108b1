/** The sealing half of the page, which follows the writing half on a slow line. */
type Sealing = typeof import('./sealing/index.ts')

let held: Sealing | null = null

/** Null when it could not be fetched: asking again tries again. */
export const sealing = async (): Promise<Sealing | null> => {
  held ??= await import('./sealing/index.ts').catch(() => null)
  return held
}

/** The half for those who come back, fetched when somebody does. */
export const returning = async (): Promise<typeof import('./returning/index.ts') | null> => import('./returning/index.ts').catch(() => null)
