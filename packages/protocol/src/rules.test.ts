import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import {
  addPerson,
  deviceOf,
  enrol,
  foundOrganisation,
  foundingOf,
  keyOf,
  keysOf,
  Log,
  personOf,
  rotate,
  setStage,
  wrapTo,
} from '../test/scribe.ts'
import type { Action, Membership, Result, ControlRefusal, OrgId } from './index.ts'

type Stage = ReturnType<typeof setStage>
type Outcome = Result<Membership, ControlRefusal>

const ruleOf = (outcome: Outcome): string =>
  outcome.ok ? 'stands' : outcome.problem.type === 'not_permitted' ? outcome.problem.rule : outcome.problem.type

const staff = ({ amina, elif, rosa }: Stage): string[] => [amina, elif, rosa].map((device) => device.person.id)
const both = ({ localId, shelterId }: Stage): string[] => [localId, shelterId]
const removeOrg = (org: OrgId): Action => ({ t: 'removeOrg', org })
const removePerson = (person: { readonly id: Stage['amina']['person']['id'] }): Action => ({ t: 'removePerson', person: person.id })
const newcomer = personOf('Newcomer')

/** Each rule, broken once: number, sentence, how. */
const BROKEN: readonly (readonly [string, string, (stage: Stage) => Outcome])[] = [
  ['CTRL-2', 'a space is founded once', (s) => s.file.tries(s.amina, [foundingOf('case', s.localId, 'again')])],
  [
    'CTRL-2',
    'a space is founded once',
    () => new Log().tries(deviceOf(newcomer, 'new'), [addPerson(newcomer, 'steward'), enrol(deviceOf(newcomer, 'new'))]),
  ],
  [
    'CTRL-3',
    'an organisation founds itself, other spaces are founded by one',
    (s) =>
      new Log().tries(s.amina, [
        foundingOf('organisation', s.localId, 'x'),
        addPerson(s.amina.person, 'steward', false),
        enrol(s.amina),
        { t: 'orgKeys', keys: keysOf(1) },
        rotate(1, [s.amina.person.id]),
      ]),
  ],
  [
    'CTRL-3',
    'who founds a space is its steward',
    (s) =>
      new Log(s.find).tries(s.amina, [
        foundingOf('case', s.localId, 'x'),
        { t: 'addOrg', org: s.localId, role: 'editor', wrap: null },
        { t: 'addOrg', org: s.shelterId, role: 'steward', wrap: null },
        rotate(1, both(s)),
      ]),
  ],
  [
    'CTRL-3',
    'an organisation starts with its keys and one device',
    (s) =>
      new Log().tries(s.amina, [
        foundingOf('organisation', null, 'x'),
        addPerson(s.amina.person, 'steward', false),
        enrol(s.amina),
        rotate(1, [s.amina.person.id]),
      ]),
  ],
  [
    'CTRL-3',
    'a space starts with a key',
    (s) =>
      new Log(s.find).tries(s.amina, [
        foundingOf('case', s.localId, 'x'),
        { t: 'addOrg', org: s.localId, role: 'steward', wrap: wrapTo(s.localId) },
      ]),
  ],
  ['CTRL-4', 'persons belong to organisations', (s) => s.file.tries(s.amina, [addPerson(newcomer, 'reader')])],
  ['CTRL-4', 'a steward lets people in', (s) => s.local.tries(s.elif, [addPerson(newcomer, 'reader')])],
  ['CTRL-4', 'already a member', (s) => s.local.tries(s.amina, [addPerson(s.rosa.person, 'steward')])],
  ['CTRL-4', 'not a member', (s) => s.local.tries(s.amina, [removePerson(newcomer), rotate(2, staff(s))])],
  [
    'CTRL-4',
    'a steward removes people; anyone may leave',
    (s) => s.local.tries(s.elif, [removePerson(s.rosa.person), rotate(2, [s.amina.person.id, s.elif.person.id])]),
  ],
  ['CTRL-4', 'a steward sets roles', (s) => s.local.tries(s.elif, [{ t: 'setRole', member: s.elif.person.id, role: 'steward' }])],
  [
    'CTRL-4',
    'organisations do not belong to organisations',
    (s) => s.local.tries(s.amina, [{ t: 'addOrg', org: s.shelterId, role: 'reader', wrap: wrapTo(s.shelterId) }]),
  ],
  [
    'CTRL-16',
    'a shelf is of one organisation',
    (s) =>
      new Log(s.find).tries(s.amina, [
        foundingOf('shelf', s.localId, 'shelf'),
        { t: 'addOrg', org: s.localId, role: 'steward', wrap: null },
        { t: 'addOrg', org: s.shelterId, role: 'editor', wrap: null },
        rotate(1, [s.localId, s.shelterId]),
      ]),
  ],
  [
    'CTRL-16',
    'a shelf is of one organisation',
    (s) =>
      new Log(s.find)
        .write(s.amina, [
          foundingOf('shelf', s.localId, 'shelf'),
          { t: 'addOrg', org: s.localId, role: 'steward', wrap: null },
          rotate(1, [s.localId]),
        ])
        .tries(s.amina, [{ t: 'addOrg', org: s.shelterId, role: 'reader', wrap: wrapTo(s.shelterId) }]),
  ],
  [
    'CTRL-4',
    'the organisation that holds a space decides who shares it',
    (s) => s.file.tries(s.joost, [{ t: 'addOrg', org: s.localId, role: 'reader', wrap: wrapTo(s.localId) }]),
  ],
  [
    'CTRL-4',
    'the organisation that holds a space removes others; anyone may leave',
    (s) => s.file.tries(s.joost, [removeOrg(s.localId), rotate(2, [s.shelterId])]),
  ],
  ['CTRL-5', 'a removal comes with a new key', (s) => s.file.tries(s.amina, [removeOrg(s.shelterId)])],
  ['CTRL-5', 'who comes is given the key', (s) => s.local.tries(s.amina, [addPerson(newcomer, 'reader', false)])],
  ['CTRL-5', 'the new key comes last', (s) => s.local.tries(s.amina, [rotate(2, staff(s)), removePerson(s.rosa.person)])],
  ['CTRL-5', 'a new key goes to exactly the members', (s) => s.file.tries(s.amina, [removeOrg(s.shelterId), rotate(2, both(s))])],
  ['CTRL-5', 'a new key goes to exactly the members', (s) => s.file.tries(s.amina, [rotate(2, [s.localId])])],
  ['CTRL-5', 'any member who may write may renew the key', (s) => s.file.tries(s.rosa, [rotate(2, both(s))])],
  [
    'CTRL-6',
    'one steward stays',
    (s) => s.local.tries(s.amina, [removePerson(s.amina.person), rotate(2, [s.elif.person.id, s.rosa.person.id])]),
  ],
  ['CTRL-6', 'one steward stays', (s) => s.local.tries(s.amina, [{ t: 'setRole', member: s.amina.person.id, role: 'editor' }])],
  ['CTRL-7', 'epochs count up by one', (s) => s.file.tries(s.amina, [rotate(3, both(s))])],
  ['CTRL-7', 'the new key opens the one before', (s) => s.file.tries(s.amina, [{ ...rotate(2, both(s)), previous: null } as Action])],
  ['CTRL-12', 'devices are enrolled in organisations', (s) => s.file.judges(s.amina, [enrol(s.amina)])],
  ['CTRL-12', 'a device enrols itself', (s) => s.local.tries(s.amina, [enrol(deviceOf(s.elif.person, 'second'))])],
  ['CTRL-12', 'a device belongs to a member', (s) => s.local.tries(deviceOf(newcomer, 'new'), [enrol(deviceOf(newcomer, 'new'))])],
  ['CTRL-12', 'a device is enrolled once', (s) => s.local.tries(s.elif, [enrol(s.elif)])],
  ['CTRL-12', 'not an enrolled device', (s) => s.local.tries(s.amina, [{ t: 'removeDevice', device: s.joost.id }, rotate(2, staff(s))])],
  [
    'CTRL-12',
    'a person revokes their own devices, a steward any',
    (s) => s.local.tries(s.elif, [{ t: 'removeDevice', device: s.rosa.id }, rotate(2, staff(s))]),
  ],
  ['CTRL-13', 'keys belong to organisations', (s) => s.file.tries(s.amina, [{ t: 'orgKeys', keys: keysOf(1) }])],
  [
    'CTRL-13',
    "a steward renews the organisation's keys",
    (s) => s.local.tries(s.elif, [{ t: 'orgKeys', keys: keysOf(2, keyOf('org keys 1')) }]),
  ],
  ['CTRL-13', 'key generations count up by one', (s) => s.local.tries(s.amina, [{ t: 'orgKeys', keys: keysOf(3, keyOf('org keys 1')) }])],
  [
    'END-1',
    'an end stands alone in its entry',
    (s) => s.file.tries(s.amina, [{ t: 'end', blobs: [], second: null }, removeOrg(s.shelterId), rotate(2, [s.localId])]),
  ],
  [
    'END-3',
    'what has ended stays ended',
    (s) => {
      s.local.write(s.amina, [{ t: 'setRole', member: s.elif.person.id, role: 'contributor' }])
      return s.file.write(s.amina, [{ t: 'end', blobs: [], second: null }]).tries(s.amina, [rotate(2, both(s))])
    },
  ],
  ['CTRL-14', 'an organisation removes its devices by name', (s) => s.local.tries(s.amina, [rotate(2, staff(s), [s.elif.id])])],
  ['CTRL-14', 'only a device its organisation let go is dropped', (s) => s.file.tries(s.amina, [rotate(2, both(s), [s.elif.id])])],
]

describe('each membership rule, broken once', () => {
  for (const [number, sentence, breakIt] of BROKEN) {
    it(`${number} "${sentence}"`, () => expect(ruleOf(breakIt(setStage()))).toBe(sentence))
  }

  it('CTRL-4 every sentence of the rules is broken here', () => {
    const source = readFileSync(new URL('./rules.ts', import.meta.url), 'utf8')
    const sentences = [...source.matchAll(/no\((?:'([^']+)'|"([^"]+)")\)/g)].map((match) => match[1] ?? match[2])
    expect(new Set(BROKEN.map(([, sentence]) => sentence))).toEqual(new Set(sentences))
  })
})

describe('what the rules allow', () => {
  const stands = (outcome: Outcome): void => expect(ruleOf(outcome)).toBe('stands')

  it('CTRL-4 a person leaves by themselves, an organisation leaves a case by its editors', () => {
    const stage = setStage()
    stands(stage.local.tries(stage.elif, [removePerson(stage.elif.person), rotate(2, [stage.amina.person.id, stage.rosa.person.id])]))
    const other = setStage()
    other.file.write(other.amina, [{ t: 'setRole', member: other.shelterId, role: 'editor' }])
    stands(other.file.tries(other.joost, [removeOrg(other.shelterId), rotate(2, [other.localId])]))
  })

  it('CTRL-4 any editor of the holder shares a case; in a network only its stewards decide', () => {
    const stage = setStage()
    stands(stage.file.tries(stage.elif, [removeOrg(stage.shelterId), rotate(2, [stage.localId])]))
    expect(ruleOf(stage.network.tries(stage.elif, [removeOrg(stage.shelterId), rotate(2, [stage.localId])]))).toContain('removes others')
  })

  it('CTRL-5 any member who may write renews the key, to the members and nobody else', () => {
    const stage = setStage()
    stands(stage.file.tries(stage.joost, [rotate(2, both(stage))]))
  })

  it('CTRL-12 a person enrols a second device by its own word and revokes the first', () => {
    const stage = setStage()
    const second = deviceOf(stage.elif.person, 'second')
    stage.local.write(second, [enrol(second)])
    stands(stage.local.tries(second, [{ t: 'removeDevice', device: stage.elif.id }, rotate(2, staff(stage))]))
  })

  it('CTRL-13 a new generation of keys is signed by the one before', () => {
    const stage = setStage()
    const forged = stage.local.tries(stage.amina, [{ t: 'orgKeys', keys: keysOf(2, keyOf('somebody')) }])
    expect(ruleOf(forged)).toBe('bad_signature')
    stands(stage.local.tries(stage.amina, [{ t: 'orgKeys', keys: keysOf(2, keyOf('org keys 1')) }]))
  })

  it('CTRL-15 who is no steward ends a device of their own with a new epoch, and publishes no keys of the organisation in passing', () => {
    const stage = setStage()
    const { local, elif, amina } = stage
    const second = deviceOf(elif.person, 'second')
    local.write(second, [enrol(second)])
    const renewal: Action = { t: 'orgKeys', keys: keysOf(2, keyOf('org keys 1')) }
    const removes = (device: Stage['elif']): Action => ({ t: 'removeDevice', device: device.id })
    stands(local.tries(second, [removes(elif), rotate(2, staff(stage))]))
    stands(local.tries(amina, [removes(elif), renewal, rotate(2, staff(stage))]))
    const refused = "a steward renews the organisation's keys"
    expect(ruleOf(local.tries(second, [removes(elif), renewal, rotate(2, staff(stage))]))).toBe(refused)
    expect(ruleOf(local.tries(second, [renewal, removes(elif), rotate(2, staff(stage))]))).toBe(refused)
    expect(ruleOf(local.tries(second, [removes(elif)]))).toBe('a removal comes with a new key')
    expect(ruleOf(local.tries(stage.rosa, [removes(stage.rosa), rotate(2, staff(stage))]))).toBe(
      'any member who may write may renew the key',
    )
  })
})

describe('the chain of entries', () => {
  it('CTRL-8 an entry follows the newest one only', () => {
    const stage = setStage()
    const actions = [rotate(2, both(stage))]
    const late = stage.file.entry(stage.joost, actions)
    stage.file.write(stage.amina, actions)
    expect(ruleOf(stage.file.take(late))).toBe('stale_control')
    expect(ruleOf(stage.file.tries(stage.amina, [rotate(3, both(stage))], { seq: 7 }))).toBe('stale_control')
    expect(ruleOf(stage.file.tries(stage.amina, [rotate(3, both(stage))], { prev: stage.local.known.head }))).toBe('stale_control')
  })

  it("CTRL-1 an entry with another's signature, for another space, of an unknown device or suite does not stand", () => {
    const stage = setStage()
    const entry = stage.file.entry(stage.amina, [rotate(2, both(stage))])
    expect(ruleOf(stage.file.take({ ...entry, signature: stage.elif.key.sign(entry.bytes) }))).toBe('bad_signature')
    expect(ruleOf(stage.network.take(entry))).toBe('stale_control')
    expect(ruleOf(stage.file.tries(deviceOf(newcomer, 'new'), [rotate(2, both(stage))]))).toBe('unknown_device')
    expect(ruleOf(stage.file.tries(stage.amina, [rotate(2, both(stage))], { suite: 2 }))).toBe('malformed')
    expect(ruleOf(stage.file.tries(stage.amina, []))).toBe('malformed')
  })

  it('CTRL-2 the founding entry names the space by its hash: one byte else is another space', () => {
    const amina = deviceOf(personOf('Amina'), 'Amina')
    expect(foundOrganisation(amina, 'one').space).not.toBe(foundOrganisation(amina, 'two').space)
    expect(ruleOf(new Log().tries(amina, [foundingOf('organisation', null, 'x')], { seq: 1 }))).toBe('malformed')
  })
})
