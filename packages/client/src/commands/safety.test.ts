import { beforeEach, describe, expect, it } from 'vitest'
import type { Instant, PartialDay } from '@pergola/core/casework'
import { checkInText, parseReceipt, receiptKeys } from '@pergola/core/intake'
import type { AssessmentDraft, LadderStep, ScheduleDraft } from '@pergola/core/safety'
import type { SpaceId } from '@pergola/protocol'
import type { TodayItem } from '../contract/index.ts'
import { readAlerts } from '../book/index.ts'
import { consentOfBoth, day, done, familyCase, refusal, sees, type OpenedCase } from '../testing/acts.ts'
import { onMemory } from '../testing/onMemory.ts'
import { BEGINNING, type Stage } from '../testing/stage.ts'
import { visitorAt, type Visitor } from '../testing/visitor.ts'
import { openCaseFile } from '../views/openCase.ts'
import type { World } from '../world/world.ts'

const MINUTE = 60_000

let stage: Stage
let amina: World
let yusuf: World
let joost: World
let olive: OpenedCase
beforeEach(async () => {
  stage = await onMemory()
  ;({ amina, yusuf, joost } = stage)
  olive = await familyCase(amina)
})

const EVERY_HOUR: Omit<ScheduleDraft, 'person' | 'ladder'> = {
  everyMinutes: 60,
  times: [],
  zone: 'UTC',
  graceMinutes: 10,
  from: BEGINNING as Instant,
  until: null,
  by: 'officer',
}
const ON_DUTY: LadderStep = { afterMinutes: 0, who: 'duty', id: '', act: 'call' }
const agree = async (ladder: readonly LadderStep[] = [ON_DUTY], words: { well: string; duress: string } | null = null) => {
  const schedule = { ...EVERY_HOUR, person: olive.defender, ladder }
  return (await done(amina, 'agreeCheckIns', { space: olive.space, schedule, words })).id
}
const alarms = async (world: World): Promise<readonly Extract<TodayItem, { kind: 'check_in' }>[]> =>
  (await sees(world, 'today', {})).items.flatMap((item) => (item.kind === 'check_in' ? [item] : []))
const causes = async (world: World) => (await alarms(world)).map(({ cause }) => cause)
const watchOf = async (world: World, space: SpaceId = olive.space) => (await sees(world, 'safety', { space })).watches[0]!

describe('a missed check-in', () => {
  it('WATCH-1 is in Today of everyone in the organisation, from the minute after due and grace', async () => {
    await agree()
    await stage.pass(69 * MINUTE)
    expect(await causes(amina)).toEqual([])
    await stage.pass(2 * MINUTE)
    for (const world of [amina, yusuf]) expect(await causes(world)).toEqual(['missed'])
    expect(await causes(joost)).toEqual([])
    const [first] = (await sees(amina, 'today', {})).items
    expect(first).toMatchObject({ kind: 'check_in', pseudonym: 'Olive', act: 'call', onIt: [], mine: false })
  })

  it('WATCH-1 with a roster those on duty see it, and who has the case; others when a rung names them', async () => {
    await agree([ON_DUTY, { afterMinutes: 30, who: 'person', id: yusuf.me.person, act: 'tell' }])
    const week = day('2026-03-02')
    await done(amina, 'setDuty', { week, people: [amina.me.person] })
    await done(amina, 'editCase', { space: olive.space, fields: { assignedTo: null } })
    await stage.pass(71 * MINUTE)
    expect([await causes(amina), await causes(yusuf)]).toEqual([['missed'], []])
    await stage.pass(30 * MINUTE)
    expect(await causes(yusuf)).toEqual(['missed'])
    expect((await alarms(yusuf))[0]?.act).toBe('tell')
    await done(amina, 'setDuty', { week, people: [yusuf.me.person] })
    expect(await causes(amina)).toEqual([])
    await done(amina, 'editCase', { space: olive.space, fields: { assignedTo: amina.me.person } })
    expect(await causes(amina)).toEqual(['missed'])
  })

  it('WATCH-2 Yusuf is on it, and Amina still sees it; when he has spoken with her it is over', async () => {
    const schedule = await agree()
    await stage.pass(80 * MINUTE)
    const [alarm] = await alarms(yusuf)
    await done(yusuf, 'sayOnIt', { space: olive.space, alarm: alarm!.alarm })
    expect(await alarms(amina)).toMatchObject([{ onIt: ['Yusuf'], mine: false }])
    expect(await alarms(yusuf)).toMatchObject([{ mine: true }])
    await done(yusuf, 'recordCheckIn', { space: olive.space, schedule, says: 'well', text: 'Her battery was empty.' })
    expect(await causes(amina)).toEqual([])
    expect(await watchOf(amina)).toMatchObject({ state: 'waiting', checkIns: [{ how: 'officer', text: 'Her battery was empty.' }] })
  })

  it('WATCH-6 nobody stops check-ins while an alarm is open', async () => {
    const id = await agree()
    await stage.pass(80 * MINUTE)
    expect(await refusal(amina, 'stopCheckIns', { space: olive.space, id })).toBe('invalid:alarm')
    await done(amina, 'recordCheckIn', { space: olive.space, schedule: id, says: 'well', text: '' })
    await done(amina, 'stopCheckIns', { space: olive.space, id })
    await stage.pass(500 * MINUTE)
    expect(await causes(amina)).toEqual([])
  })

  it('WATCH-1 an alarm of a case that was closed meanwhile is still an alarm', async () => {
    await agree()
    await done(amina, 'editCase', { space: olive.space, fields: { status: 'closed' } })
    await stage.pass(71 * MINUTE)
    expect(await causes(amina)).toEqual(['missed'])
  })

  it('WATCH-10 rings for those who see it in Today, however much else is in it, and for nobody else', async () => {
    const rung = (world: World) => sees(world, 'ringing', {})
    await agree()
    await done(amina, 'saveTask', { space: olive.space, text: 'Call the school', owner: amina.me.person, due: null, about: null })
    await stage.pass(69 * MINUTE)
    expect(await rung(amina)).toEqual([])
    await stage.pass(2 * MINUTE)
    const [alarm] = await alarms(amina)
    expect([await rung(amina), await rung(yusuf), await rung(joost)]).toEqual([[alarm!.alarm], [alarm!.alarm], []])
  })

  it('WATCH-2 an agreement that does not hold together is refused, with the field', async () => {
    const schedule = { ...EVERY_HOUR, person: olive.defender, ladder: [ON_DUTY] }
    const refused = (change: Partial<ScheduleDraft>, words: { well: string; duress: string } | null = null) =>
      refusal(amina, 'agreeCheckIns', { space: olive.space, schedule: { ...schedule, ...change }, words })
    expect(await refused({ person: 'nobody' })).toBe('invalid:person')
    expect(await refused({ everyMinutes: 1 })).toBe('invalid:everyMinutes')
    expect(await refused({ ladder: [{ ...ON_DUTY, who: 'person', id: 'nobody' }] })).toBe('invalid:ladder')
    expect(await refused({}, { well: 'door', duress: 'door' })).toBe('invalid:duress')
    expect(await refusal(joost, 'agreeCheckIns', { space: olive.space, schedule, words: null })).toBe('not_found:space')
  })
})

describe('check-ins by receipt', () => {
  let visitor: Visitor
  let space: SpaceId
  let id: string
  const words = { well: 'blue door', duress: 'aunt zeynep' }

  beforeEach(async () => {
    await done(amina, 'openIntake', { intro: '', languages: ['ar'] })
    visitor = await visitorAt(stage, amina, amina.me.org)
    await visitor.write('They came again.')
    await stage.settle()
    const [alert] = readAlerts(amina)
    ;({ space } = await done(amina, 'caseFromAlert', { id: alert!.id, pseudonym: 'Heron', country: 'MA', urgency: 'days' }))
    const { file } = await sees(amina, 'case', { space })
    const schedule = { ...EVERY_HOUR, by: 'receipt' as const, from: amina.now() as Instant, person: file.people[0]!.id, ladder: [ON_DUTY] }
    ;({ id } = await done(amina, 'agreeCheckIns', { space, schedule, words }))
    await done(amina, 'openCheckInConversation', { space, schedule: id })
  })
  const checksIn = async (says: 'well' | 'help', said: string) => {
    await visitor.write(checkInText(says, said))
    await stage.settle()
  }

  it('WATCH-3 "I am well" ends the wait, and is no alert to be answered', async () => {
    await stage.pass(71 * MINUTE)
    expect(await causes(amina)).toEqual(['missed'])
    await checksIn('well', 'Blue door')
    expect(await causes(amina)).toEqual([])
    expect((await sees(amina, 'today', {})).items.filter(({ kind }) => kind === 'alert')).toEqual([])
    expect(await watchOf(yusuf, space)).toMatchObject({ state: 'waiting', checkIns: [{ how: 'receipt', says: 'well', text: '' }] })
    expect((await sees(amina, 'alerts', {}))[0]).toMatchObject({ waitingForUs: false })
  })

  it('WATCH-3 a message beside the check-ins is still a message', async () => {
    await checksIn('well', 'blue door')
    await visitor.write('There was a car all day.')
    await stage.settle()
    expect((await sees(amina, 'today', {})).items.map(({ kind }) => kind)).toContain('alert')
  })

  it('WATCH-3 the other word raises the alarm silently: what comes back to the page is the same', async () => {
    const before = await visitor.read()
    await checksIn('well', 'Aunt Zeynep sends her love')
    for (const world of [amina, yusuf]) expect(await causes(world)).toEqual(['duress'])
    expect(await visitor.read()).toEqual(before)
    await checksIn('well', 'blue door')
    expect(await causes(amina)).toEqual(['duress'])
    expect(JSON.stringify(await watchOf(amina, space))).not.toMatch(/zeynep|blue door/iu)
  })

  it('WATCH-3 without the word nobody is taken to be well; a call for help needs none', async () => {
    await checksIn('well', '')
    expect(await causes(amina)).toEqual(['doubt'])
    await done(amina, 'recordCheckIn', { space, schedule: id, says: 'well', text: 'She had forgotten the word.' })
    expect(await causes(amina)).toEqual([])
    await checksIn('help', '')
    expect(await causes(amina)).toEqual(['help'])
  })

  it('WATCH-3 two members who take it in at once record one', async () => {
    await visitor.write(checkInText('well', 'blue door'))
    await stage.settle()
    await stage.settle()
    expect((await watchOf(amina, space)).checkIns).toHaveLength(1)
  })

  it('WATCH-4 the page is told that check-ins are agreed, and when they ended; afterwards they are messages again', async () => {
    expect(await visitor.read()).toEqual([checkInText('agreed')])
    await checksIn('well', 'blue door')
    await done(amina, 'stopCheckIns', { space, id })
    expect(await visitor.read()).toEqual([checkInText('agreed'), checkInText('ended')])
    expect((await sees(amina, 'alerts', {}))[0]?.waitingForUs).toBe(false)
    await checksIn('help', '')
    expect((await sees(amina, 'alerts', {}))[0]?.waitingForUs).toBe(true)
  })
})

describe('a long conversation', () => {
  it('WATCH-4 that check-ins are agreed is said again, before the mailbox forgets its oldest answers', async () => {
    await done(amina, 'openIntake', { intro: '', languages: ['ar'] })
    const schedule = await agree()
    await done(amina, 'openCheckInConversation', { space: olive.space, schedule })
    const [alert] = readAlerts(amina)
    for (let i = 0; i < 9; i++) await done(amina, 'replyToAlert', { id: alert!.id, text: `Answer ${i}` })
    const texts = readAlerts(amina)[0]!
      .turns.filter(({ from }) => from === 'us')
      .map(({ text }) => text)
    for (let from = 0; from + 4 <= texts.length; from++) expect(texts.slice(from, from + 4)).toContain(checkInText('agreed'))
  })
})

describe('a case that came from no alert', () => {
  it('WATCH-4 Amina begins the conversation and hands over its receipt, which is kept nowhere', async () => {
    const schedule = await agree()
    expect(await refusal(amina, 'openCheckInConversation', { space: olive.space, schedule })).toBe('not_found:intake')
    await done(amina, 'openIntake', { intro: '', languages: ['ar'] })
    const { receipt } = await done(amina, 'openCheckInConversation', { space: olive.space, schedule })
    await stage.settle()
    const [alert] = readAlerts(yusuf)
    expect(alert).toMatchObject({ caseSpace: olive.space, checkIns: schedule })
    expect((await sees(yusuf, 'alerts', {}))[0]).toMatchObject({ state: 'case', waitingForUs: false })
    expect((await sees(amina, 'today', {})).items.filter(({ kind }) => kind !== 'gap')).toEqual([])
    const words = receipt!.split(' ')
    expect(words).toHaveLength(10)
    const everything = JSON.stringify([...amina.book().doc.rows].map(([name, rows]) => [name, ...rows]))
    expect(everything).not.toContain(words.slice(0, 3).join(' '))
    const read = parseReceipt(receipt!)
    const keys = receiptKeys(amina.crypto.sha256, read.ok ? read.value : (null as never))
    expect(await stage.replies(keys.mailbox)).toHaveLength(1)
  })
})

describe('the emergency packet', () => {
  const packet = { who: 'A woman of forty, asthma.', doctor: 'Dr. Idris', lawyer: '', tell: 'Her sister', todo: 'Go to the gate.' }
  const ladder = (): readonly LadderStep[] => [ON_DUTY, { afterMinutes: 60, who: 'org', id: joost.me.org, act: 'open_packet' }]
  const agreed = async (parts: readonly ('emergency' | 'needs')[]) => {
    const consent = {
      person: olive.defender,
      scope: 'share_named_org',
      org: joost.me.org,
      given: true,
      on: day('2026-03-02'),
      how: 'spoken',
      until: null,
    } as const
    await done(amina, 'giveConsent', { space: olive.space, consent: { ...consent, parts } })
  }
  const packetsOf = (world: World) =>
    [...world.summaries].flatMap(([space, { kind, goneSince }]) => (kind === 'emergency' && goneSince === null ? [space] : []))

  beforeEach(async () => {
    await done(amina, 'savePacket', { space: olive.space, packet: { person: olive.defender, ...packet } })
    await agree(ladder())
  })

  it('WATCH-5 Joost gets it when his rung is reached, not before, and everyone can see that he has it', async () => {
    await agreed(['emergency'])
    await stage.pass(100 * MINUTE)
    await stage.settle()
    expect(packetsOf(joost)).toEqual([])
    await stage.pass(31 * MINUTE)
    await stage.settle()
    const [space] = packetsOf(joost)
    expect(await sees(joost, 'emergency', { space: space! })).toMatchObject({ from: 'Dar al-Amal', pseudonym: 'Olive', packets: [packet] })
    expect((await sees(joost, 'today', {})).items).toMatchObject([{ kind: 'packet', space, from: 'Dar al-Amal' }])
    expect((await sees(amina, 'safety', { space: olive.space })).packetOpenTo).toMatchObject([{ name: 'Huis Noord' }])
    const found = await openCaseFile(amina, olive.space)
    expect(found.ok && [...(found.value.opened.doc.notes.get('passage') ?? found.value.opened.doc.rows.get('passage') ?? [])]).toHaveLength(
      1,
    )
  })

  it('WATCH-10 the packet rings for whom it was opened to', async () => {
    await agreed(['emergency'])
    await stage.pass(131 * MINUTE)
    await stage.settle()
    expect(await sees(joost, 'ringing', {})).toEqual(packetsOf(joost))
    expect(await sees(joost, 'ringing', {})).toHaveLength(1)
    await done(amina, 'takeBackPacket', { space: olive.space, org: joost.me.org })
    await stage.settle()
    expect(await sees(joost, 'ringing', {})).toEqual([])
  })

  it('WATCH-5 without a yes for this part nobody gets it, at whatever rung', async () => {
    await agreed(['needs'])
    await stage.pass(300 * MINUTE)
    await stage.settle()
    expect(packetsOf(joost)).toEqual([])
    expect((await sees(amina, 'safety', { space: olive.space })).organisations.find(({ org }) => org === joost.me.org)?.mayHavePacket).toBe(
      false,
    )
  })

  it('WATCH-5 taken back it stays closed, also while the alarm goes on', async () => {
    await agreed(['emergency'])
    await stage.pass(131 * MINUTE)
    await stage.settle()
    await done(amina, 'takeBackPacket', { space: olive.space, org: joost.me.org })
    await stage.settle()
    expect(packetsOf(joost)).toEqual([])
    expect(packetsOf(amina)).toHaveLength(1)
  })

  it('WATCH-5 somebody who checks in in time keeps it closed', async () => {
    await agreed(['emergency'])
    const { schedule } = await watchOf(amina)
    for (let i = 0; i < 5; i++) {
      await stage.pass(50 * MINUTE)
      await done(amina, 'recordCheckIn', { space: olive.space, schedule: schedule.id, says: 'well', text: '' })
      await stage.settle()
    }
    expect(packetsOf(joost)).toEqual([])
  })
})

describe('plan, incidents and duty', () => {
  it('WATCH-8 half a year later the plan is in Today, until somebody looks at it again', async () => {
    const plan = { triggers: ['A car waits'], reviewOn: day('2026-08-01'), stops: 'She herself', emergency: '' }
    await done(amina, 'savePlan', { space: olive.space, plan })
    const reviews = async () => (await sees(amina, 'today', {})).items.filter(({ kind }) => kind === 'plan_review')
    expect(await reviews()).toEqual([])
    await stage.pass(160 * 24 * 60 * MINUTE)
    expect(await reviews()).toMatchObject([{ pseudonym: 'Olive', on: '2026-08-01' }])
    await done(amina, 'savePlan', { space: olive.space, plan: { ...plan, reviewOn: day('2026-12-01') } })
    expect(await reviews()).toEqual([])
    expect(await refusal(amina, 'savePlan', { space: olive.space, plan: { ...plan, reviewOn: day('2027-12-01') } })).toBe(
      'invalid:reviewOn',
    )
  })

  it('WATCH-9 what is printed to carry holds no name, no place, no organisation; who has no names prints nothing', async () => {
    const identity = {
      person: olive.defender,
      name: 'Leila Haddad',
      otherNames: '',
      contact: '',
      whereabouts: 'Tiznit',
      birth: '' as const,
      documents: '',
    }
    await done(amina, 'saveIdentity', { space: olive.space, identity })
    const step = { carry: '', owner: olive.defender, due: null, doneOn: null }
    const texts = [
      'Change the lock',
      'Call Leila',
      'Leave Tiznit by night',
      'Fly to the Netherlands',
      'Tell Huis Noord',
      'Olive stays inside',
      'Ask Amina',
      'Ask your contact',
    ]
    for (const text of texts) await done(amina, 'savePlanStep', { space: olive.space, step: { ...step, text } })
    const lines = await sees(amina, 'carriedPlan', { space: olive.space })
    expect(lines.map(({ text }) => text).filter((text) => text !== '')).toEqual(['Change the lock', 'Ask your contact'])
    await consentOfBoth(amina, olive, 'share_named_org', joost.me.org)
    await done(amina, 'shareCase', { space: olive.space, org: joost.me.org, part: 'file' })
    await expect(sees(joost, 'carriedPlan', { space: olive.space })).rejects.toThrow('not_permitted')
  })

  it('the daughter has a risk of her own, and the case the higher one', async () => {
    const quiet = { probability: 'low', impact: 'low', deathThreat: false, threats: [], vulnerabilities: [], capacities: [] } as const
    const assess = (assessment: AssessmentDraft) => done(amina, 'assessRisk', { space: olive.space, assessment })
    await assess(quiet)
    await assess({ ...quiet, person: olive.child, probability: 'high', impact: 'high', threats: ['A car waits at the school'] })
    const { people } = await sees(amina, 'household', { space: olive.space })
    expect(people.map(({ riskLevel }) => riskLevel)).toEqual([null, 'high'])
    expect(await sees(amina, 'safety', { space: olive.space })).toMatchObject({ level: 'high', threatStands: false })
    expect(await refusal(amina, 'assessRisk', { space: olive.space, assessment: { ...quiet, person: 'nobody' } })).toBe('invalid:person')
  })

  it('CMD-1 an incident is of the organisation that wrote it, on a day that was', async () => {
    const incident = {
      form: 'physical',
      kinds: ['threat'],
      on: '2026-02' as PartialDay,
      people: [olive.defender],
      text: 'Two men at the gate.',
      seriousness: [],
      affected: [],
      damage: '',
      attacker: '',
      motive: '',
      steps: '',
      reportedTo: '',
      evidence: '',
      lessons: '',
      request: '',
      resolved: false,
    } as const
    const { id } = await done(amina, 'saveIncident', { space: olive.space, incident })
    await done(yusuf, 'saveIncident', { space: olive.space, id, incident: { ...incident, resolved: true } })
    expect((await sees(amina, 'safety', { space: olive.space })).incidents).toMatchObject([
      { resolved: true, text: 'Two men at the gate.' },
    ])
    const refused = (change: Partial<typeof incident>) =>
      refusal(amina, 'saveIncident', { space: olive.space, incident: { ...incident, ...change } })
    expect(await refused({ on: '2027' as PartialDay })).toBe('invalid:on')
    expect(await refused({ people: ['nobody'] as never })).toBe('invalid:people')
  })

  it('WATCH-7 the roster names members by week', async () => {
    expect(await refusal(amina, 'setDuty', { week: day('2026-03-03'), people: [] })).toBe('invalid:week')
    expect(await refusal(amina, 'setDuty', { week: day('2026-03-02'), people: [joost.me.person] })).toBe('invalid:people')
    await done(yusuf, 'setDuty', { week: day('2026-03-09'), people: [yusuf.me.person] })
    const { weeks } = await sees(amina, 'duty', { weeks: 2 })
    expect(weeks).toEqual([
      { week: '2026-03-02', people: [] },
      { week: '2026-03-09', people: [yusuf.me.person] },
    ])
  })
})
