/** What our organisation shows to everyone: nothing until somebody publishes it. */

export interface PublicPageView {
  /** When what is shown now was published, Unix ms; null: nothing is shown. */
  readonly shownSince: number | null
  /** When we heard that the operator of the relay took it down, Unix ms; null: nobody but us did. */
  readonly takenDown: number | null
  /** What would be shown by publishing now differs from what is shown. */
  readonly differs: boolean
  /** Names of what is marked public, as they would be shown. */
  readonly services: readonly string[]
  readonly calls: readonly string[]
  /** The page of all organisations on this relay. */
  readonly address: string
}

export interface PublicPageQueries {
  publicPage: { args: Record<never, never>; value: PublicPageView }
}

export interface PublicPageCommands {
  /** Signs what is marked public and shows it to everyone. Stewards only; needs the relay. */
  publishPage: { args: Record<never, never>; value: { readonly services: number } }
  /** Nothing of ours is shown any more. */
  takeDownPage: { args: Record<never, never>; value: null }
}
