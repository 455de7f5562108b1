import fixtureUrl from './fixture-worker.ts?worker&url'
import { trustedUrl } from '../src/ui/data/trusted.ts'

/** `?as=empty|fresh|locked|waiting|offline|tampered|open` chooses what to look at. */
export const startWorker = (): Worker =>
  new Worker(trustedUrl(fixtureUrl), { type: 'module', name: new URLSearchParams(location.search).get('as') ?? 'open' })
