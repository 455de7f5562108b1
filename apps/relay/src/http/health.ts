/** For whoever watches the relay: is it alive, and may new work be sent to it? One word each, the same for everybody. */
import { good, type Route } from './route.ts'

const word = (text: string): Uint8Array => new TextEncoder().encode(text)

const alive: Route = { method: 'GET', path: '/healthz', group: null, handle: async () => good(word('ok')) }

const UNAVAILABLE = 503

/** `ready`, or 503 with why not: `draining`, `database`, `room`. */
const ready: Route = {
  method: 'GET',
  path: '/readyz',
  group: null,
  handle: async (house) => {
    const state = await house.readiness.state()
    return state === 'ready' ? good(word(state)) : { status: UNAVAILABLE, body: word(state) }
  },
}

export const healthRoutes: readonly Route[] = [alive, ready]
