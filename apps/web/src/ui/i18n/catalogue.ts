import type { Language } from './locale.ts'

/** Flat: `feature.name` to an ICU message. */
export type Catalogue = Readonly<Record<string, string>>

/** Each language is its own chunk: a reader loads one. */
export const loadCatalogue = async (language: Language): Promise<Catalogue> =>
  language === 'ar' ? (await import('./ar.ts')).default : (await import('./en.ts')).default
