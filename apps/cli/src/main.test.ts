import { expect, test } from 'vitest'
import { COMMANDS, findCommand, run } from './main.ts'
import { helpFor, overview } from './command/help.ts'
import { readGiven } from './command/given.ts'
import type { Day } from '@pergola/core/casework'
import type { Terminal } from './ports/terminal.ts'
import { Complaint, complaintFor } from './voice.ts'

/** A terminal that keeps what was said, with nobody at the keyboard. */
const listening = (env: Terminal['env'] = {}) => {
  const heard = { out: '', err: '' }
  const terminal: Terminal = {
    out: (text) => void (heard.out += text),
    err: (text) => void (heard.err += text),
    interactive: false,
    askSecret: async () => null,
    readFile: () => '',
    readBytes: () => new Uint8Array(),
    writeNew: () => {},
    readAll: async () => '',
    env,
    now: () => 0,
  }
  return { heard, terminal }
}

const says = async (...argv: string[]) => {
  const { heard, terminal } = listening({ PERGOLA_PROFILE: '/nowhere/at/all' })
  return { code: await run(argv, terminal), ...heard }
}

const given = (words: string) => {
  const argv = words.split(' ')
  const { command, rest } = findCommand(argv)!
  return readGiven(command, rest)
}

test('Otieno mistypes a command and is told which one he meant', async () => {
  expect(await says('cse', 'list')).toEqual({
    code: 2,
    out: '',
    err: 'error: There is no command `pergola cse list`.\nhint: Did you mean `pergola case list`?\n',
  })
  expect((await says('case')).err).toContain('There is `pergola case list`')
})

test('Otieno mistypes an option, a choice, a day and a number', async () => {
  expect((await says('case', 'list', '--stauts', 'open')).err).toContain('Did you mean --status?')
  expect((await says('case', 'need', 'Heron', '--person', '1', '--kind', 'medicl', '--to', '+3')).err).toContain('Did you mean medical?')
  expect((await says('case', 'need', 'Heron', '--person', '1', '--to', '+3')).err).toBe(
    'error: `pergola case need` needs --kind.\nhint: See `pergola case need --help`.\n',
  )
  expect(() => given('case commit Heron 1 --to tomorrow').day('to', '2026-01-01' as Day)).toThrow('takes a day')
  expect(() => given('relay --days many').whole('days', 30)).toThrow('whole number')
})

test('days and lengths of time can be said from today', () => {
  const { day, span } = {
    day: (typed: string) => given(`case commit Heron 1 --to ${typed}`).day('to', '2026-02-27' as Day),
    span: (typed: string) => given(`case refer Heron 1 --to X --answer-in ${typed}`).span('answer-in', 0),
  }
  expect([day('today'), day('+2'), day('-27'), day('2026-12-31')]).toEqual(['2026-02-27', '2026-03-01', '2026-01-31', '2026-12-31'])
  expect([span('48h'), span('3d')]).toEqual([172_800_000, 259_200_000])
})

test('words without quotes are taken together where a text is expected, and refused elsewhere', async () => {
  expect(given('case note Heron Spoke by phone').text('text')).toBe('Spoke by phone')
  expect((await says('case', 'new', 'Grey', 'Heron')).err).toContain('Put texts with spaces between quotes.')
})

test('without a profile, one is told how to begin', async () => {
  expect(await says('whoami')).toEqual({
    code: 1,
    out: '',
    err: 'error: There is no profile in /nowhere/at/all.\nhint: Begin with `pergola found`, `pergola join` or `pergola sign-in`.\n',
  })
})

test('no command takes a passphrase as an argument', () => {
  for (const { options } of COMMANDS)
    for (const name of Object.keys(options)) expect(name).not.toMatch(/^(passphrase|password|words|kit|receipt|secret)$/u)
})

test('every command has help with its usage, and stands in the overview once', async () => {
  const all = overview(COMMANDS)
  for (const command of COMMANDS) {
    expect(helpFor(command)).toContain(`pergola ${command.name}`)
    expect(all.split('\n').filter((line) => line.startsWith('  ') && line.slice(2).split('  ', 1)[0] === command.name)).toHaveLength(1)
  }
  expect((await says('case', 'show', '--help')).out).toBe(helpFor(findCommand(['case', 'show'])!.command))
})

test('every problem of the client has a sentence and, where something can be done, a hint', () => {
  for (const type of ['offline', 'no_consent', 'gone', 'wrong_passphrase', 'tampered', 'storage_full', 'invitation_used'] as const) {
    const complaint = complaintFor({ type })
    expect(complaint).toBeInstanceOf(Complaint)
    expect(complaint.message).toMatch(/^[A-Z].*\.$/u)
    expect(complaint.hint).not.toBe('')
  }
})
