/**
 * Nothing leaves a case but through `pass` (commands/passing.ts). The world has few doors; who opens one is named here with the
 * reason why the gate is asked, or why it need not be. A door opened anywhere else, or a new one that nobody has judged, fails.
 */
import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'

const client = join(import.meta.dirname, '..', '..', 'packages', 'client', 'src')
const sources: ReadonlyMap<string, string> = new Map(
  globSync('**/*.ts', { cwd: client })
    .filter((file) => !file.endsWith('.test.ts') && !file.startsWith('testing/') && !file.startsWith('sync/'))
    .map((file) => [file, readFileSync(join(client, file), 'utf8')]),
)

/** Files that open a door by themselves: what goes through it is not of a case. */
const NOT_OF_A_CASE: Readonly<Record<string, string>> = {
  'commands/directoryListing.ts': 'entries of the directory for chosen organisations',
  'commands/notices.ts': 'that consent was taken back, for those who have what it was about',
  'network/networkCommands.ts': 'the book of the network, for its members',
  'network/succession.ts': 'boxes that two trusted organisations open together; nothing of a case',
  'world/deskWorld.ts': 'makes the doors',
}

/** Files whose acts pass the gate, each with the test that has its story of being refused. */
const PASS_THE_GATE: Readonly<Record<string, string>> = {
  'commands/casePackage.ts': 'commands/casePackage.test.ts',
  'commands/outside.ts': 'commands/outside.test.ts',
  'commands/packet.ts': 'commands/safety.test.ts',
  'commands/passing.ts': 'commands/passing.test.ts',
  'commands/referralOrder.ts': 'commands/referralOrder.test.ts',
  'commands/referrals.ts': 'commands/passing.test.ts',
  'commands/sharing.ts': 'commands/passing.test.ts',
  'commands/statistics.ts': 'commands/statistics.test.ts',
  'commands/verification.ts': 'commands/verification.test.ts',
}

/** What the relay's side doors carry, and why none of it is of a case in clear or for others. */
const GATEWAY: Readonly<Record<string, string>> = {
  putBlob: 'sealed files; the key stays in the space that names them',
  getBlob: 'nothing goes out',
  alerts: 'nothing goes out',
  dropAlerts: 'numbers',
  dropEnded: 'an id',
  beginConversation: 'a first message to the person the case is about, sealed to the receipt they are handed',
  replyToMailbox: 'answers to whoever wrote, sealed to them',
  putCard: 'the intake card',
  putParcel: 'a sealed file for somebody outside: opened only behind the gate',
  parcelStates: 'nothing goes out',
  dropParcel: 'nothing goes out',
  publish: 'the public edition of the directory',
  ownPage: 'nothing goes out',
  ownFounding: 'nothing goes out',
  origin: 'an address',
}

/** `world.share(...)`, and `world.found(kind, ...)` with anybody but ourselves. */
const DOOR =
  /\bworld\s*\.\s*share\s*\(|\bworld\s*\.\s*found\s*\(\s*'\w+'\s*,(?!\s*\[\s*\])|\.changes\.share\(|\bgateway\s*\.\s*putParcel\s*\(/u
const GATE = /\bpass\(|\bshareSpace\(/u

const filesWith = (pattern: RegExp): readonly string[] => [...sources].filter(([, text]) => pattern.test(text)).map(([file]) => file)

describe('what leaves a case', () => {
  test('CONS-12 no file opens a door by itself, but for what is not of a case', () => {
    expect(filesWith(DOOR).filter((file) => !Object.hasOwn(NOT_OF_A_CASE, file))).toEqual([])
  })

  test('CONS-12 a door that is opened without the gate is seen', () => {
    for (const line of [
      "await world.share(space, org, 'reader')",
      "world.found('case', [{ org, role }], ops)",
      "world.found('case', others, ops)",
      'world.gateway.putParcel(id, 1, bytes)',
    ])
      expect(DOOR.test(line)).toBe(true)
    for (const line of ["await world.found('case', [], ops)", "await doors.share(space, org, 'reader')"])
      expect(DOOR.test(line)).toBe(false)
  })

  test('CONS-12 every file that passes something has a story of being refused', () => {
    const passing = filesWith(GATE)
    expect(passing.filter((file) => !Object.hasOwn(PASS_THE_GATE, file))).toEqual([])
    for (const [file, story] of Object.entries(PASS_THE_GATE)) {
      expect(passing).toContain(file)
      expect(readFileSync(join(client, story), 'utf8'), story).toMatch(/no_consent|without a yes/u)
    }
  })

  test('CONS-12 every side door of the relay has been judged', () => {
    const [, body = ''] = /export interface Gateway \{(.*?)\n\}/su.exec(sources.get('world/world.ts') ?? '') ?? []
    const doors = [...body.matchAll(/^ {2}readonly (\w+):/gmu)].map(([, name]) => name)
    expect(doors.filter((name) => !Object.hasOwn(GATEWAY, name ?? ''))).toEqual([])
    expect(Object.keys(GATEWAY).filter((name) => !doors.includes(name))).toEqual([])
  })
})
