import type { House } from '../house.ts'
import { accountRoutes } from './accounts.ts'
import { endedRoutes } from './ended.ts'
import { fileRoutes } from './files.ts'
import { healthRoutes } from './health.ts'
import { intakeRoutes } from './intake.ts'
import { intakePartRoutes } from './intakeParts.ts'
import { invitationRoutes } from './invitations.ts'
import { publicRoutes } from './public.ts'
import { parcelRoutes } from './parcels.ts'
import { partRoutes } from './parts.ts'
import { bad, type Call, type Reply, type Route } from './route.ts'

export const routes: readonly Route[] = [
  ...healthRoutes,
  ...accountRoutes,
  ...invitationRoutes,
  ...fileRoutes,
  ...partRoutes,
  ...endedRoutes,
  ...intakeRoutes,
  ...intakePartRoutes,
  ...parcelRoutes,
  ...publicRoutes,
]

/** Runs a route for a caller at `address`: rate first, and no failure of ours is told in words. */
export const runRoute = async (house: House, route: Route, call: Call, address: string): Promise<Reply> => {
  const rate = route.group && house.settings.routeRates?.[route.group]
  const wait = rate && route.group ? house.callers.take(route.group, rate, address) : 0
  if (wait > 0) return bad({ type: 'rate', detail: wait })
  try {
    return await route.handle(house, call)
  } catch {
    house.tell('route broke', { error: 'busy' })
    return bad({ type: 'busy', detail: 1000 })
  }
}

const patterns = routes.map((route) => ({ route, parts: route.path.split('/') }))

/** The route of a path and its parameters, for callers without a web server. */
export const matchRoute = (method: string, path: string): { readonly route: Route; readonly params: Record<string, string> } | null => {
  const given = path.split('/')
  for (const { route, parts } of patterns) {
    if (route.method !== method || parts.length !== given.length) continue
    if (!parts.every((part, at) => part.startsWith(':') || part === given[at])) continue
    const params = parts.flatMap((part, at) => (part.startsWith(':') ? [[part.slice(1), given[at]!]] : []))
    return { route, params: Object.fromEntries(params) }
  }
  return null
}
