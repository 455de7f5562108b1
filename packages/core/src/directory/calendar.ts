/** Last days of open calls as an iCalendar file (RFC 5545), for the calendar that people look at anyway. */
import { addDays } from '../casework/day.ts'
import type { Day } from '../casework/model.ts'
import { utf8ToBytes } from '../text/index.ts'
import { utf8Length } from '../record/text.ts'
import type { Call } from './model.ts'

/** Text in a property: what has a meaning of its own is escaped, a line break too. */
const escaped = (text: string): string => text.replace(/[\\;,]/gu, '\\$&').replaceAll('\n', '\\n')

const LONGEST_LINE = 75

/** A line of more than 75 bytes goes on in the next, which begins with a space; never within a character. */
const folded = (line: string): string => {
  if (utf8Length(line) <= LONGEST_LINE) return line
  const lines: string[] = []
  let current = ''
  let bytes = 0
  for (const character of line) {
    const more = utf8ToBytes(character).length
    if (bytes + more > LONGEST_LINE) {
      lines.push(current)
      current = ' '
      bytes = 1
    }
    current += character
    bytes += more
  }
  return [...lines, current].join('\r\n')
}

const compact = (day: Day): string => day.replaceAll('-', '')
const stampOf = (at: number): string => `${new Date(at).toISOString().slice(0, 19).replace(/[-:]/gu, '')}Z`

const eventOf = (call: Call, org: string, at: number): readonly string[] => {
  const closes = call.closesOn as Day
  return [
    'BEGIN:VEVENT',
    `UID:${escaped(call.id.replace(':', '-'))}@pergola`,
    `DTSTAMP:${stampOf(at)}`,
    `DTSTART;VALUE=DATE:${compact(closes)}`,
    `DTEND;VALUE=DATE:${compact(addDays(closes, 1))}`,
    `SUMMARY:${escaped(org === '' ? call.title : `${call.title} (${org})`)}`,
    ...(call.about === '' ? [] : [`DESCRIPTION:${escaped(call.about)}`]),
    ...(call.link === '' ? [] : [`URL:${call.link}`]),
    'TRANSP:TRANSPARENT',
    'BEGIN:VALARM',
    'ACTION:DISPLAY',
    `DESCRIPTION:${escaped(call.title)}`,
    'TRIGGER:-P7D',
    'END:VALARM',
    'END:VEVENT',
  ]
}

/** One all-day event for each call with a last day. `at`: Unix ms of making it. */
export const callsCalendar = (calls: readonly Call[], nameOf: (call: Call) => string, at: number): string =>
  [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//Pergola//Open calls//EN',
    'CALSCALE:GREGORIAN',
    ...calls.filter(({ closesOn }) => closesOn !== null).flatMap((call) => eventOf(call, nameOf(call), at)),
    'END:VCALENDAR',
    '',
  ]
    .map(folded)
    .join('\r\n')
