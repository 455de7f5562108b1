import { trustedUrl } from './trusted.ts'

/** After the first visit the app opens without a network. Not on plain http, where browsers do not offer it. */
export const keepOffline = (): void => {
  if (!('serviceWorker' in navigator) || import.meta.env.DEV) return
  void navigator.serviceWorker.register(trustedUrl('/offline.js'), { scope: '/' })
}
