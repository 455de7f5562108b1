import type { Plugin } from 'vite'

const OTHER_LOCALE = /[\\/]react-aria(-components)?[\\/].*[\\/]intl[\\/].*[\\/](?!en-US|ar-AE)[a-z]{2}-[A-Z]{2}\.m?js$/

/** The accessible components speak thirty languages; the interface speaks two. The others become empty modules. */
export const ourLocalesOnly = (): Plugin => ({
  name: 'pergola:our-locales-only',
  enforce: 'pre',
  load: (id) => (OTHER_LOCALE.test(id.split('?')[0] ?? '') ? 'export default {}' : null),
})
