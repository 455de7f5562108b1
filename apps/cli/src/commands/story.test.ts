/** Amina in her local group, Joost in his shelter and Rosa in her fund carry a case by command line, in depth. One relay, three profiles. */
import { mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import type { Relay } from '@pergola/relay'
import { serve } from '@pergola/relay/serve'
import { run } from '../main.ts'
import { nodeTerminal, type Terminal } from '../ports/terminal.ts'
import { eventually } from '../session/eventually.ts'

vi.setConfig({ testTimeout: 300_000 })
const place = mkdtempSync(join(tmpdir(), 'pergola-commands-'))
const at = (name: string): string => join(place, name)
let relay: Relay

const heard = { out: '', err: '' }
/** Typed by a program: what is said is kept, the rest is the real terminal. */
const terminal: Terminal = {
  ...nodeTerminal(),
  out: (text) => void (heard.out += text),
  err: (text) => void (heard.err += text),
  interactive: false,
}

const typed = async (argv: readonly string[]) => {
  heard.out = ''
  heard.err = ''
  const code = await run(argv, terminal)
  return { code, ...heard }
}

/** What has to be done before the story begins. */
const must = async (argv: readonly string[]): Promise<void> => {
  const { code, err } = await typed(argv)
  if (code !== 0) throw new Error(`pergola ${argv.slice(0, 2).join(' ')} ended with ${code}: ${err}`)
}

/** A member at their own machine. `…text` answers in words, otherwise in data. */
const member = (name: string) => {
  const own = ['--profile', at(name), '--passphrase-file', at(`${name}.secret`)]
  const says = async (...argv: string[]): Promise<string> => {
    const { code, out, err } = await typed([...argv, ...own])
    expect(err).not.toContain('error:')
    expect(code).toBe(0)
    return out
  }
  return {
    says,
    gets: async <T>(...argv: string[]): Promise<T> => JSON.parse(await says(...argv, '--json')) as T,
    refused: async (...argv: string[]): Promise<string> => {
      const { code, err } = await typed([...argv, ...own])
      expect(code).not.toBe(0)
      return err
    },
  }
}
const [amina, otieno, joost, rosa] = [member('amina'), member('otieno'), member('joost'), member('rosa')]

const joins = async (name: string, organisation: string, kind: string): Promise<void> => {
  const { link } = await amina.gets<{ link: string }>('network', 'invite', '--organisation', organisation)
  const who = ['--organisation', organisation, '--kind', kind, '--countries', 'NL', '--languages', 'en', '--name', name, '--account', name]
  await must(['join', link, ...who, '--profile', at(name), '--secrets-file', at(`${name}.secret`)])
  await amina.says('network', 'admit', organisation)
}

/** What one side did reaches the other when it looks. */
const until = <T>(look: () => Promise<T>, enough: (value: T) => boolean): Promise<T> =>
  eventually('what the other one did', async () => {
    const value = await look()
    return enough(value) ? value : null
  })

beforeAll(async () => {
  relay = await serve({ dataFolder: at('relay'), port: 0 })
  const local = ['--organisation', 'Riverbank Group', '--kind', 'local_group', '--countries', 'KE', '--languages', 'en,sw']
  await must(
    ['found', '--relay', `http://127.0.0.1:${relay.port}`, '--network', 'River Network', ...local].concat([
      ...['--name', 'Amina', '--account', 'amina', '--profile', at('amina'), '--secrets-file', at('amina.secret')],
    ]),
  )
  await joins('joost', 'Huis Noord', 'shelter')
  await joins('rosa', 'Quay Fund', 'fund')
  const { link } = await amina.gets<{ link: string }>('network', 'invite', '--person', 'Otieno', '--role', 'editor')
  const colleague = ['--name', 'Otieno', '--account', 'otieno', '--profile', at('otieno'), '--secrets-file', at('otieno.secret')]
  await must(['join', link, ...colleague])
  await amina.says('network', 'admit', 'Otieno')
  for (const who of [joost, rosa, otieno, amina])
    await until(
      () => who.gets<{ organisations: unknown[] }>('network'),
      ({ organisations }) => organisations.length === 3,
    )
  await amina.says('case', 'new', 'Heron', '--country', 'KE', '--urgency', 'days', '--summary', 'Speaks against a dam.')
  await amina.says('case', 'person', 'Heron', '--label', 'Defender', '--languages', 'sw')
  await amina.says('case', 'person', 'Heron', '--label', 'Daughter, nine', '--dependent', '--relation', 'Daughter')
  await amina.says('case', 'need', 'Heron', '--person', 'Defender', '--kind', 'relocation.regional', '--to', '+90', '--headcount', '2')
}, 600_000)
afterAll(async () => {
  await relay.stop()
  rmSync(place, { recursive: true, force: true })
})

test('the family: a daughter whose mother decides, and a passport that runs out', async () => {
  await amina.says('case', 'tie', 'Heron', '--person', 'Daughter', '--of', 'Defender', '--kind', 'parent', '--together')
  await amina.says('case', 'guardian', 'Heron', '--person', 'Daughter', '--guardian', 'Defender')
  await amina.says('case', 'paper', 'Heron', '--person', 'Defender', '--kind', 'passport', '--country', 'KE', '--until', '+40')
  const shown = await amina.says('case', 'family', 'Heron')
  expect(shown).toContain('a child; Defender decides')
  expect(shown).toMatch(/Defender +parent +Daughter, nine +together/u)
  expect(shown).toMatch(/passport +held +KE/u)
})

test('consent in the words that were read, for the child by her mother; nothing goes out before', async () => {
  expect(await amina.refused('case', 'refer', 'Heron', '1', '--to', 'Huis Noord')).toContain('consent')
  const read = ['--read', 'May we ask others, without your name?', '--language', 'en']
  await amina.says('case', 'consent', 'Heron', '--person', 'Defender', '--scope', 'share_network', ...read)
  await amina.says('case', 'consent', 'Heron', '--person', 'Daughter', '--scope', 'share_network', '--guardian', 'Defender', ...read)
  await amina.says('case', 'consent', 'Heron', '--scope', 'share_named_org', '--to', 'Huis Noord')
  await amina.says('case', 'consent', 'Heron', '--scope', 'media', '--refused')
  const { words, matrix } = await amina.gets<{ words: Record<string, string>; matrix: { scope: string; cells: { state: string }[] }[] }>(
    ...['case', 'consents', 'Heron'],
  )
  expect(Object.values(words)).toContain('May we ask others, without your name?')
  expect(matrix.find(({ scope }) => scope === 'media')?.cells.map(({ state }) => state)).toEqual(['no', 'no'])
})

test('the fund has the next turn, the shelter takes half, and its feedback comes back', async () => {
  await amina.says(
    'case',
    'refer-in-order',
    'Heron',
    '1',
    '--to',
    'Huis Noord,Quay Fund',
    '--each',
    '2d',
    '--share',
    '--text',
    'Two people.',
  )
  type Request = { space: string; state: string; inPart: boolean }
  const [request] = await until(
    () => joost.gets<Request[]>('referral', 'list', '--direction', 'in'),
    (rows) => rows.length === 1,
  )
  await joost.says('referral', 'take-up', request!.space, '--to', '+30', '--share', '50', '--text', 'Half, for a month.')
  await until(
    () => amina.gets<Request[]>('referral', 'list', '--direction', 'out'),
    (rows) => rows[0]!.inPart,
  )
  await until(
    () => joost.gets<unknown[]>('case', 'list'),
    (rows) => rows.length === 1,
  )
  await joost.says(
    'case',
    'commit',
    'Heron',
    '1',
    '--to',
    '+30',
    '--cost',
    '950 EUR month',
    '--conditions',
    'Visitors by day.',
    '--place',
    'NL',
  )
  await joost.says('referral', 'feedback', request!.space, '--helped', 'partly', '--text', 'They slept.')
  const shown = await until(
    () => amina.says('referral', 'show', request!.space),
    (text) => text.includes('They slept.'),
  )
  expect(shown).toContain('feedback')
  expect(await amina.refused('case', 'commit', 'Heron', '1', '--to', '+3', '--cost', 'much')).toContain('no cost')
})

test('risk, plan, an incident; check-ins are agreed, a call for help is in Today of whoever is on duty, and ends by a word', async () => {
  await amina.says(
    'case',
    'risk',
    'Heron',
    '--probability',
    'low',
    '--impact',
    'low',
    '--death-threat',
    '--threat',
    'A bullet in an envelope',
  )
  expect(await amina.says('case', 'safety', 'Heron')).toContain('very_high')
  await amina.says(
    'case',
    'plan',
    'Heron',
    '--trigger',
    'Somebody asks for the children',
    '--stops',
    'She herself',
    '--emergency',
    'Go to the neighbour.',
  )
  await amina.says('case', 'step', 'Heron', '--text', 'Riverbank Group is told when she leaves', '--owner', 'Amina', '--due', '+7')
  const { code, out, err } = await typed(['case', 'carry', 'Heron', '--profile', at('amina'), '--passphrase-file', at('amina.secret')])
  expect(code).toBe(0)
  expect(out).not.toContain('Riverbank')
  expect(out).toContain('Go to the neighbour.')
  expect(err).toContain('kept back')
  await amina.says('case', 'incident', 'Heron', 'Two men stopped her at the water point.', '--kind', 'threat')
  await amina.says('duty', '--people', 'Amina')
  await amina.says('case', 'check-ins', 'Heron', '--every', '24h', '--then', '0m duty call', '--then', '3h Huis Noord tell')
  expect(await amina.says('case', 'safety', 'Heron')).toMatch(/Two men stopped her/u)
  await amina.says('case', 'heard', 'Heron', '--needs-help')
  expect(await amina.says('today')).toMatch(/ALARM .*Heron: a call for help/u)
  await amina.says('case', 'on-it', 'Heron')
  expect(await amina.refused('case', 'stop-check-ins', 'Heron')).toContain('error:')
  await amina.says('case', 'heard', 'Heron', '--text', 'Spoke for ten minutes.')
  expect(await amina.says('today')).not.toContain('ALARM')
  await amina.says('case', 'stop-check-ins', 'Heron')
  expect(await amina.refused('case', 'check-ins', 'Heron', '--every', '24h', '--then', 'soon duty call')).toContain('rung')
})

test('the medical part goes to who treats, with a consent that names it', async () => {
  await amina.says('case', 'care', 'Heron', '--person', 'Daughter', '--kind', 'condition', '--text', 'Asthma.', '--urgent')
  expect(await amina.refused('case', 'share', 'Heron', '--to', 'Huis Noord', '--part', 'medical')).toContain('consent')
  await amina.says(
    'case',
    'consent',
    'Heron',
    '--person',
    'Daughter',
    '--scope',
    'share_named_org',
    '--to',
    'Huis Noord',
    '--parts',
    'medical',
  )
  await amina.says('case', 'share', 'Heron', '--to', 'Huis Noord', '--part', 'medical')
  expect(await amina.says('case', 'medical', 'Heron')).toMatch(/read by .*Huis Noord[\s\S]*Asthma/u)
})

test('verification: evidence, an opinion, and another organisation asked without the name', async () => {
  await amina.says(
    'case',
    'evidence',
    'Heron',
    'Minutes of nine meetings.',
    '--test',
    'acts_for_rights',
    '--source',
    'Minutes',
    '--reliability',
    'high',
  )
  await amina.says('case', 'test', 'Heron', '--test', 'peaceful', '--finding', 'met', '--reason', 'Meetings and letters.')
  expect(
    await amina.says('case', 'decide', 'Heron', '--as', 'examines', '--decision', 'defender', '--reasons', 'Nine meetings.'),
  ).toContain('waits')
  await amina.says('case', 'vouch', 'Heron', '--ask', 'Quay Fund', '--text', 'Speaks at meetings on land.')
  const asked = await until(
    () => rosa.says('vouch'),
    (text) => text.includes('Riverbank'),
  )
  expect(asked).toContain('Speaks at meetings on land.')
  await rosa.says('vouch', 'Riverbank', '--answer', 'knows_of', '--text', 'We met her once.')
  await until(
    () => amina.says('case', 'verification', 'Heron'),
    (text) => text.includes('We met her once.'),
  )
})

test('consent is withdrawn: the shelter has nothing left, says what became of its copies, and the receipt has it', async () => {
  await amina.says('case', 'withdraw-consent', 'Heron', '--scope', 'share_named_org', '--to', 'Huis Noord')
  await until(
    () => joost.says('today'),
    (text) => text.includes('paper and copies'),
  )
  await joost.says('case', 'copies', 'Heron', 'destroyed', '--text', 'One page, shredded.')
  await until(
    () => amina.says('case', 'consents', 'Heron'),
    (text) => text.includes('destroyed: One page, shredded.') && text.includes('1 of 1 confirmed'),
  )
})

test('tasks, a case that was opened twice, people who part, closing and opening again, and the case as it was', async () => {
  await amina.says('case', 'task', 'Heron', 'Ask the school for the papers', '--owner', 'Amina', '--due', '+3', '--need', '1')
  await amina.says('case', 'note', 'Heron', 'Please look at need 1.', '--call', 'Otieno')
  expect(await amina.says('today')).toContain('Ask the school')
  expect(await otieno.says('today')).toMatch(/calls you .*Amina: Please look at need 1/u)
  await amina.says('case', 'done', 'Heron', 'Ask the school')
  expect(await amina.says('case', 'tasks', 'Heron')).toBe('Nothing is to be done.\n')
  await amina.says('case', 'new', 'Reed', '--country', 'KE')
  await amina.says('case', 'person', 'Reed', '--label', 'Called on Monday')
  expect(await amina.says('case', 'merge', 'Reed', '--into', 'Heron', '--same', '1=1')).toContain('Merged')
  await amina.says('case', 'split', 'Heron', '--people', 'Daughter', '--as', 'Wren')
  expect((await amina.gets<{ pseudonym: string }[]>('case', 'list')).map(({ pseudonym }) => pseudonym)).toContain('Wren')
  await amina.says('case', 'close', 'Heron', '--reason', 'safe', '--outcome', '1=better: two rooms', '--says', 'I sleep again.')
  expect(await amina.says('case', 'show', 'Heron')).toMatch(/status +closed/u)
  await amina.says('case', 'reopen', 'Heron', '--why', 'They came back.')
  expect(await amina.says('case', 'show', 'Heron')).toMatch(/status +open/u)
  expect(await amina.says('case', 'as-it-was', 'Heron', '--on', 'today')).toContain('At the end of')
})

test('keeping and destroying: Otieno proposes, Amina keeps it, declines, and confirms what he proposes again', async () => {
  await amina.says('case', 'new', 'Sedge', '--country', 'KE')
  await amina.says('case', 'close', 'Sedge', '--reason', 'safe')
  await amina.says('retention', 'rule', 'safe', '--months', '24')
  await amina.says('retention', 'rule', 'alert', '--months', '12')
  expect(await amina.says('retention')).toMatch(/Nothing is due[^]*safe +24 months[^]*alert +12 months/u)
  await amina.says('retention', 'keep', 'Sedge', '--until', '+30', '--why', 'An appeal.')
  await until(
    () => otieno.says('retention'),
    (text) => /kept +Sedge/u.test(text),
  )
  await otieno.says('retention', 'keep', 'Sedge', '--lift')
  await otieno.says('retention', 'propose', 'Sedge')
  const proposed = async () => {
    await until(
      () => amina.says('retention'),
      (text) => /proposed +Sedge +the case +by Otieno/u.test(text),
    )
  }
  await proposed()
  await amina.says('retention', 'decline', 'Sedge')
  await otieno.says('retention', 'propose', 'Sedge')
  await proposed()
  expect(await amina.refused('retention', 'confirm', 'Sedge', '--destroy', 'Reed')).toContain('Nothing was destroyed')
  await amina.says('retention', 'confirm', 'Sedge', '--destroy', 'Sedge')
  expect(await amina.says('retention')).toMatch(/destroyed +the case +\d{4}-\d{2} +Otieno, Amina/u)
  expect(await amina.says('case', 'list')).not.toContain('Sedge')
  expect(await amina.says('retention', 'messages')).toBe('No message is due.\n')
})

test('if it is raided: two trusted organisations stop the others and go on; the words are in a file of one reader', async () => {
  await amina.says('succession', 'trust', '--organisations', 'Huis Noord,Quay Fund')
  await until(
    () => joost.says('succession'),
    (text) => text.includes('Trusts you: Riverbank Group'),
  )
  await joost.says('succession', 'call', 'Riverbank', '--why', 'All arrested this morning.')
  await until(
    () => rosa.says('succession'),
    (text) => text.includes('All arrested'),
  )
  const kit = at('kit.txt')
  const { account } = await rosa.gets<{ account: string }>('succession', 'agree', 'Riverbank', '--secrets-file', kit)
  expect(readFileSync(kit, 'utf8')).toContain(account)
  expect(readFileSync(kit, 'utf8').split('recovery kit')[1]!.trim().split(/\s+/u)).toHaveLength(24)
})

/** The line breaks when the relay has acted on this path and before it can say so, once. */
const losing = (path: string): void => {
  const { fetch } = globalThis
  vi.stubGlobal('fetch', async (...asked: Parameters<typeof fetch>) => {
    const answer = await fetch(...asked)
    if (!new Request(...asked).url.endsWith(path)) return answer
    vi.unstubAllGlobals()
    throw new TypeError('fetch failed')
  })
}

test('SES-30 whoever joins and does not hear the answers runs the same command again', async () => {
  const { link } = await amina.gets<{ link: string }>('network', 'invite', '--person', 'Tendai', '--role', 'reader')
  const who = ['--name', 'Tendai', '--account', 'tendai', '--profile', at('tendai'), '--secrets-file', at('tendai.secret')]
  for (const path of ['/api/accounts', '/api/invitations/answer']) {
    losing(path)
    const { code, err } = await typed(['join', link, ...who])
    expect([code, err]).toEqual([1, expect.stringContaining('cannot be reached')])
  }
  await must(['join', link, ...who])
  await amina.says('network', 'admit', 'Tendai')
  expect(await member('tendai').says('whoami')).toContain('Tendai')
  const other = await amina.gets<{ link: string }>('network', 'invite', '--person', 'Ana', '--role', 'reader')
  const taken = ['--name', 'Ana', '--account', 'tendai', '--profile', at('ana'), '--secrets-file', at('ana.secret')]
  expect(await typed(['join', other.link, ...taken])).toMatchObject({ code: 1, err: expect.stringContaining('has this account name') })
  expect(readdirSync(at('ana'))).toEqual([])
})
