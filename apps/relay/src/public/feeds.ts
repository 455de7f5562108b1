/** What is published, for programs: HSDS 3.1 as its interface gives lists, an Atom feed (RFC 4287), deadlines as a calendar (RFC 5545). */
import { hex } from '@pergola/protocol'
import { sha256 } from '../crypto/sha256.ts'
import type { Posted } from './board.ts'
import { escaped } from './page.ts'

/** One page with everything on it. */
export const organisationsJson = (posted: readonly Posted[]): string => {
  const contents = posted.flatMap(({ raw }) => raw)
  return JSON.stringify({
    total_items: contents.length,
    total_pages: 1,
    page_number: 1,
    size: contents.length,
    first_page: true,
    last_page: true,
    empty: contents.length === 0,
    contents,
  })
}

const entry = (origin: string, { org, issued, organisations }: Posted): string => {
  const services = organisations.flatMap((one) => one.services)
  const address = `${origin}/public/organisations/${org}`
  return `<entry><id>${address}#${issued}</id><title>${escaped(organisations[0]?.name ?? org)}</title><updated>${new Date(issued).toISOString()}</updated><author><name>${escaped(
    organisations[0]?.name ?? org,
  )}</name></author><link href="${address}"/><summary>${escaped(services.map(({ name }) => name).join(', '))}</summary></entry>`
}

/** Newest first. */
export const atomFeed = (posted: readonly Posted[], origin: string): string => {
  const newest = [...posted].sort((a, b) => b.issued - a.issued)
  const updated = new Date(newest[0]?.issued ?? 0).toISOString()
  return `<?xml version="1.0" encoding="utf-8"?><feed xmlns="http://www.w3.org/2005/Atom"><id>${origin}/public</id><title>Pergola</title><updated>${updated}</updated><link rel="self" href="${origin}/public/feed.xml"/>${newest
    .map((one) => entry(origin, one))
    .join('')}</feed>`
}

const LINE_BYTES = 74

/** Lines of at most 75 octets, folded (RFC 5545 section 3.1), never inside a character. */
const folded = (text: string): string => {
  let out = ''
  let room = LINE_BYTES
  for (const sign of text) {
    const size = Buffer.byteLength(sign)
    if (size > room) {
      out += '\r\n '
      room = LINE_BYTES - 1
    }
    out += sign
    room -= size
  }
  return out
}

const spoken = (text: string): string => text.replaceAll(/[\\;,]/gu, (sign) => `\\${sign}`).replaceAll(/\r\n|[\r\n]/gu, '\\n')
const compact = (isoDay: string): string => isoDay.replaceAll('-', '')

/** Last days of open calls, as events of a whole day. */
export const callsCalendar = (posted: readonly Posted[]): string => {
  const events = posted.flatMap(({ org, issued, calls, organisations }) =>
    calls
      .filter(({ closesOn }) => closesOn !== '')
      .flatMap(({ title, about, closesOn }) => [
        'BEGIN:VEVENT',
        `UID:${hex(sha256(Buffer.from(`${org} ${title} ${closesOn}`))).slice(0, 32)}@pergola`,
        `DTSTAMP:${compact(new Date(issued).toISOString().slice(0, 19)).replaceAll(':', '')}Z`,
        `DTSTART;VALUE=DATE:${compact(closesOn)}`,
        `SUMMARY:${spoken(`${title} (${organisations[0]?.name ?? ''})`)}`,
        `DESCRIPTION:${spoken(about)}`,
        'END:VEVENT',
      ]),
  )
  return ['BEGIN:VCALENDAR', 'VERSION:2.0', 'PRODID:-//Pergola//public calls//EN', ...events, 'END:VCALENDAR', ''].map(folded).join('\r\n')
}
