/** How days and numbers are written: as in the member app, so that a day reads the same on both sides. */
export const LOCALES = { en: 'en-GB', ar: 'ar-u-nu-latn-ca-gregory' } as const
