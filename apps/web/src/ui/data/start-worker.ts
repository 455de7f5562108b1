import vaultUrl from '../../vault/main.ts?worker&url'
import { trustedUrl } from './trusted.ts'

/** The worker with the keys. It is the only one; this page talks to nothing else. */
export const startWorker = (): Worker => new Worker(trustedUrl(vaultUrl), { type: 'module', name: 'vault' })
