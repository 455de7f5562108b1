/** The public face: what organisations published, as pages, as HSDS and as feeds. Nothing here comes from anywhere else. */
import type { OrgId } from '@pergola/protocol'
import type { House } from '../house.ts'
import type { Posted } from '../public/board.ts'
import { atomFeed, callsCalendar, organisationsJson } from '../public/feeds.ts'
import { listPage, organisationPage, STYLE } from '../public/page.ts'
import { wordsFor } from '../public/words.ts'
import { editionIsDown } from '../taken-down.ts'
import { bad, good, type Call, type Reply, type Route } from './route.ts'

const says = (type: string, text: string): Reply => ({ ...good(Buffer.from(text)), type })
const page = (text: string): Reply => says('text/html; charset=utf-8', text)

const shown = (path: string, type: string, make: (posted: readonly Posted[], house: House, call: Call) => string): Route => ({
  method: 'GET',
  path,
  group: 'public',
  handle: async (house, call) => says(type, make(await house.board.posted(), house, call)),
})

const HTML = 'text/html; charset=utf-8'

/** Was there something that the operator took down? */
const nothing = async (house: House, org: OrgId): Promise<Reply> => {
  const row = await house.store.edition(org)
  return bad({ type: row !== null && editionIsDown(row) ? 'taken_down' : 'not_found', detail: 0 })
}

const organisation: Route = {
  method: 'GET',
  path: '/public/organisations/:org',
  group: 'public',
  handle: async (house, { params, headers }) => {
    const posted = (await house.board.posted()).find(({ org }) => org === params['org'])
    return posted === undefined
      ? nothing(house, (params['org'] ?? '') as OrgId)
      : page(organisationPage(posted, wordsFor(headers['accept-language'])))
  },
}

/** The signed bytes, for whoever wants to check that the relay shows what was signed. */
const raw: Route = {
  method: 'GET',
  path: '/public/editions/:org',
  group: 'public',
  handle: async (house, { params }) => {
    const org = (params['org'] ?? '') as OrgId
    const row = await house.store.edition(org)
    return row === null || editionIsDown(row) ? nothing(house, org) : good(row.edition)
  },
}

const style: Route = {
  method: 'GET',
  path: '/public/page.css',
  group: 'public',
  handle: async () => says('text/css; charset=utf-8', STYLE),
}

export const publicRoutes: readonly Route[] = [
  shown('/public', HTML, (posted, _house, { headers }) => listPage(posted, wordsFor(headers['accept-language']))),
  shown('/public/organizations.json', 'application/json', (posted) => organisationsJson(posted)),
  shown('/public/feed.xml', 'application/atom+xml; charset=utf-8', (posted, { settings }) => atomFeed(posted, settings.origins[0] ?? '')),
  shown('/public/calls.ics', 'text/calendar; charset=utf-8', (posted) => callsCalendar(posted)),
  organisation,
  raw,
  style,
]
