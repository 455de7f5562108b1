/** Finding things, over everything that a member may see. */
import { arg, said, text, type Command } from '../command/command.ts'
import { days, table } from '../show/words.ts'
import { Complaint } from '../voice.ts'
import { memberCommand } from './member.ts'

const group = 'Casework'

const search = memberCommand(
  {
    name: 'search',
    group,
    summary: 'Find words in everything you may read',
    args: [{ ...arg('text', 'what to look for'), rest: true }],
    options: {},
    examples: [],
  },
  async ({ member, given }) => {
    const hits = await member.ask('search', { text: given.text('text') })
    return said(
      hits,
      hits.length === 0
        ? 'Nothing found.\n'
        : table(
            ['KIND', 'TITLE', ''],
            hits.map(({ kind, title, snippet }) => [kind, title, snippet]),
          ),
    )
  },
)

const relay = memberCommand(
  {
    name: 'relay',
    group,
    summary: 'What breaks soon, over all cases',
    args: [],
    options: { days: text('how far to look (otherwise 30)', 'N') },
    examples: ['pergola relay --days 14'],
  },
  async ({ member, given }) => {
    const view = await member.ask('relay', { horizonDays: given.whole('days', 30) })
    const breaks = table(
      ['FROM', 'FOR', 'CASE', 'IN', 'NEED'],
      view.breaks.map((one) => [one.from, days(one.days), one.pseudonym, one.country, one.needKind]),
    )
    return said(view, `${Math.round(view.coveredShare * 100)} % of the wanted days are covered.\n${breaks === '' ? '' : `\n${breaks}`}`)
  },
)

const sync = memberCommand(
  {
    name: 'sync',
    group,
    summary: 'Send and fetch, and do what waits: take in alerts, share after take-up',
    args: [],
    options: {},
    examples: [],
  },
  async ({ member }) => {
    const view = await member.ask('sync', {})
    if (view.connection !== 'online') throw new Complaint('The relay cannot be reached.', `${view.unsent} changes are kept here.`)
    return said(view, 'In step with the relay.\n')
  },
)

export const looking: readonly Command[] = [search, relay, sync]
