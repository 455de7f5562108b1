/** Risk over time, the safety plan, incidents. */
import { DIGITAL_INCIDENTS, INCIDENT_AREAS, INCIDENT_FORMS, PHYSICAL_INCIDENTS, STEPS } from '@pergola/core/vocabulary'
import { addDays, type PartialDay } from '@pergola/core/casework'
import type { SafetyView } from '@pergola/client'
import { arg, flag, list, oneOf, said, text, type Command } from '../command/command.ts'
import { pick, pickMember, pickPerson } from '../session/pick.ts'
import { facts, plain, short, table, time } from '../show/words.ts'
import { caseCommand, type CaseCall } from './ofCase.ts'

const group = 'Risk and safety'

const risk = caseCommand(
  {
    name: 'case risk',
    group,
    summary: 'Assess the risk',
    about: 'A declared death threat is very high until somebody says with --threat-over why it no longer stands.',
    options: {
      probability: oneOf('how likely', STEPS, true),
      impact: oneOf('how bad', STEPS, true),
      person: text('label or number of one person, otherwise everyone'),
      'death-threat': flag('a death threat was made'),
      'threat-over': text('why a death threat that was declared no longer stands'),
      threat: { type: 'list', about: 'a threat; may be repeated', value: 'TEXT' },
      vulnerability: { type: 'list', about: 'what makes it worse; may be repeated', value: 'TEXT' },
      capacity: { type: 'list', about: 'what helps; may be repeated', value: 'TEXT' },
    },
    examples: ['pergola case risk Heron --probability high --impact high --death-threat --threat "A bullet in an envelope"'],
  },
  async ({ member, given, space }) => {
    const steps = {
      person: given.has('person') ? await pickPerson(member, space, given.text('person')) : null,
      probability: given.one('probability', STEPS, 'medium'),
      impact: given.one('impact', STEPS, 'medium'),
      deathThreat: given.flag('death-threat'),
      deathThreatOver: given.text('threat-over'),
    }
    const lists = { threats: given.texts('threat'), vulnerabilities: given.texts('vulnerability'), capacities: given.texts('capacity') }
    await member.run('assessRisk', { space, assessment: { ...steps, ...lists } })
    const { level } = await member.ask('safety', { space })
    return said({ level }, `Assessed: ${level}.\n`)
  },
)

const planText = ({ plan, steps }: SafetyView): string => {
  if (plan === null) return 'No safety plan yet.\n'
  const head = facts([
    ['plan of', plan.writtenOn],
    ['look again', plan.reviewOn],
    ['starts when', plan.triggers.join('; ')],
    ['who stops', plan.stops],
    ['emergency', plan.emergency],
  ])
  const open = steps.filter(({ dropped }) => !dropped)
  return `${head}${table(
    ['ID', 'DUE', 'DONE', 'STEP'],
    open.map(({ id, due, doneOn, text: step }) => [short(id), due ?? '', doneOn ?? '', step]),
  )}`
}

const watchesText = ({ watches }: SafetyView): string =>
  table(
    ['ID', 'CHECK-IN', 'DUE', 'LAST'],
    watches.map(({ schedule, state, due, last }) => [
      short(schedule.id),
      state,
      due === null ? '' : time(due),
      last === null ? '' : `${last.says}, ${time(last.at)}`,
    ]),
  )

const safety = caseCommand(
  {
    name: 'case safety',
    group,
    summary: 'Risk over time, the safety plan, check-ins and incidents of a case',
    examples: ['pergola case safety Heron'],
  },
  async ({ member, space }) => {
    const view = await member.ask('safety', { space })
    const history = table(
      ['ON', 'LEVEL'],
      view.history.map(({ on, level }) => [on, level]),
    )
    const incidents = table(
      ['ON', 'FORM', 'WHAT HAPPENED'],
      view.incidents.map(({ on, form, text: happened, resolved }) => [on, resolved ? `${form}, resolved` : form, happened]),
    )
    const head = facts([
      ['risk', view.level ?? 'not assessed'],
      ['death threat', view.threatStands ? 'stands' : ''],
    ])
    return said(view, [head, history, planText(view), watchesText(view), incidents].filter((part) => part !== '').join('\n'))
  },
)

const plan = caseCommand(
  {
    name: 'case plan',
    group,
    summary: 'Write the safety plan, or look at it again',
    about: 'Without options it says the plan. What is not given stays as it was. A plan is looked at again within half a year.',
    options: {
      trigger: { type: 'list', about: 'what starts it; may be repeated', value: 'TEXT' },
      review: text('when it is looked at again (otherwise in 90 days)', 'DAY'),
      stops: text('who decides that it is too dangerous to go on'),
      emergency: text('what everyone does in an emergency'),
    },
    examples: ['pergola case plan Heron --trigger "Somebody asks for the children" --stops "She herself" --review +90'],
  },
  async ({ member, given, space }) => {
    const before = (await member.ask('safety', { space })).plan
    const isSaid = ['trigger', 'review', 'stops', 'emergency'].some((name) => given.has(name))
    if (isSaid)
      await member.run('savePlan', {
        space,
        plan: {
          triggers: given.has('trigger') ? given.texts('trigger') : (before?.triggers ?? []),
          reviewOn: given.day('review', member.today(), before?.reviewOn ?? addDays(member.today(), 90)),
          stops: given.has('stops') ? given.text('stops') : (before?.stops ?? ''),
          emergency: given.has('emergency') ? given.text('emergency') : (before?.emergency ?? ''),
        },
      })
    const view = await member.ask('safety', { space })
    return said(view.plan, planText(view))
  },
)

/** A protected person of the file, or one of us. */
const ownerGiven = async ({ member, given, space }: CaseCall): Promise<string> => {
  if (!given.has('owner')) return ''
  const typed = given.text('owner')
  return pickPerson(member, space, typed).catch(() => pickMember(member, typed))
}

const step = caseCommand(
  {
    name: 'case step',
    group,
    summary: 'Add a step to the safety plan, change one, or say that it is done',
    options: {
      text: text('the step'),
      carry: text('a wording that is safe to carry'),
      owner: text('who sees to it: a person of the file, or a member'),
      due: text('until when', 'DAY'),
      id: text('this step', 'ID'),
      done: flag('it is done'),
      drop: flag('it is none any more'),
    },
    examples: ['pergola case step Heron --text "A second lock" --owner Otieno --due +7', 'pergola case step Heron --id 1a2b3c4d --done'],
  },
  async (call) => {
    const { member, given, space } = call
    const { steps } = await member.ask('safety', { space })
    const choices = steps.map((one) => ({ id: one.id, names: [one.text] }))
    const id = given.has('id') ? pick('step', given.text('id'), choices, '`pergola case plan`') : null
    if (id !== null && given.flag('drop')) return said(await member.run('dropPlanStep', { space, id }), 'Dropped.\n')
    const before = steps.find((one) => one.id === id)
    const saved = await member.run('savePlanStep', {
      space,
      ...(id === null ? {} : { id }),
      step: {
        text: given.has('text') ? given.text('text') : (before?.text ?? ''),
        carry: given.has('carry') ? given.text('carry') : (before?.carry ?? ''),
        owner: given.has('owner') ? await ownerGiven(call) : (before?.owner ?? ''),
        due: given.has('due') ? given.day('due', member.today()) : (before?.due ?? null),
        doneOn: given.flag('done') ? member.today() : (before?.doneOn ?? null),
      },
    })
    return said(saved, 'In the plan.\n')
  },
)

const carry = caseCommand(
  {
    name: 'case carry',
    group,
    summary: 'The safety plan as it is safe to carry: no name, place or organisation that the case knows',
    about:
      'Lines in which something was found are kept back and named on stderr; give their steps a wording with `pergola case step --carry`.',
    examples: ['pergola case carry Heron > plan.txt'],
  },
  async ({ member, space, terminal }) => {
    const lines = await member.ask('carriedPlan', { space })
    const back = lines.filter(({ text: line }) => line === '')
    if (back.length > 0) terminal.err(`note: ${back.length} kept back, because of: ${back.flatMap(({ found }) => found).join(', ')}\n`)
    return said(
      lines,
      lines
        .filter(({ text: line }) => line !== '')
        .map(({ text: line }) => `- ${plain(line)}\n`)
        .join(''),
    )
  },
)

const KINDS = [...new Set([...PHYSICAL_INCIDENTS, ...DIGITAL_INCIDENTS])]

const incident = caseCommand(
  {
    name: 'case incident',
    group,
    summary: 'Write down what happened',
    about: `--kind for the physical form: ${PHYSICAL_INCIDENTS.join(', ')}; for the digital one: ${DIGITAL_INCIDENTS.join(', ')}.`,
    args: [{ ...arg('text', 'what happened, in plain words, or - for standard input'), rest: true }],
    options: {
      form: oneOf('which form (otherwise physical)', INCIDENT_FORMS),
      kind: list('kinds', 'threat,assault'),
      on: text('when, as far as it is known (otherwise today)', '2026-03'),
      person: list('whom of the file it is about (otherwise the first)', 'PERSON'),
      hits: oneOf('what it hits', INCIDENT_AREAS),
      attacker: text('who did it, as far as it is known'),
      steps: text('what was done'),
      'reported-to': text('who was told'),
      resolved: flag('it is over'),
    },
    examples: ['pergola case incident Heron "Two men stopped her at the water point." --kind threat --on 2026-03-05'],
  },
  async ({ member, given, space, terminal }) => {
    const typed = given.text('text')
    const { file } = await member.ask('case', { space })
    const named = await Promise.all(given.list('person').map((one) => pickPerson(member, space, one)))
    const form = given.one('form', INCIDENT_FORMS, 'physical')
    const nothing = { affected: [], damage: '', motive: '', evidence: '', lessons: '', request: '' }
    const saved = await member.run('saveIncident', {
      space,
      incident: {
        ...nothing,
        form,
        kinds: KINDS.filter((kind) => given.list('kind').includes(kind)),
        on: (given.text('on') || member.today()) as PartialDay,
        people: named.length > 0 ? named : file.people.slice(0, 1).map(({ id }) => id),
        text: typed === '-' ? await terminal.readAll() : typed,
        seriousness: given.has('hits') ? [given.text('hits')] : [],
        attacker: given.text('attacker'),
        steps: given.text('steps'),
        reportedTo: given.text('reported-to'),
        resolved: given.flag('resolved'),
      },
    })
    return said(saved, 'Written down. Does it change the risk? `pergola case risk`.\n')
  },
)

export const safetyCommands: readonly Command[] = [risk, safety, plan, step, carry, incident]
