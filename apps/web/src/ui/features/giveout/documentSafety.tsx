/** Verification, incidents, risk and the safety plan on paper. */
import type { CaseDocument } from '../../../contract.ts'
import { Name } from '../../components/index.ts'
import { useFormat, useT, useVocab } from '../../i18n/index.ts'
import { RiskLevel } from '../case/RiskLevel.tsx'
import { latestLooks } from '../safety/looks.ts'
import styles from './giveout.module.css'

type Shown = { readonly shown: CaseDocument }

const Lines = ({ title, lines }: { readonly title: string; readonly lines: readonly string[] }) =>
  lines.length === 0 ? null : (
    <div className={styles.entry}>
      <h3>{title}</h3>
      <ul className={styles.bullets}>
        {lines.map((line, at) => (
          <li key={`${at} ${line}`}>
            <Name text={line} />
          </li>
        ))}
      </ul>
    </div>
  )

export const Risk = ({ shown }: Shown) => {
  const t = useT()
  const format = useFormat()
  const vocab = useVocab()
  const { assessments, people } = shown.file
  if (assessments.length === 0) return null
  const latest = latestLooks(assessments)
  const labelOf = (person: string | null): string => people.find(({ id }) => id === person)?.label ?? ''
  const inShort = ({ person, on, probability, impact }: Look): string =>
    [
      labelOf(person),
      format.day(on),
      t('case.risk.parts', { probability: vocab('risk_level', probability), impact: vocab('risk_level', impact) }),
    ]
      .filter((word) => word !== '')
      .join(' · ')
  return (
    <>
      <p>
        <RiskLevel level={shown.riskLevel} />
      </p>
      {latest.map((one) => (
        <Assessed key={one.id} look={one} said={inShort(one)} />
      ))}
      <Lines
        title={t('giveout.earlier')}
        lines={assessments
          .filter((one) => !latest.includes(one))
          .toReversed()
          .map(inShort)}
      />
    </>
  )
}

type Look = CaseDocument['file']['assessments'][number]

const Assessed = ({ look, said }: { readonly look: Look; readonly said: string }) => {
  const t = useT()
  return (
    <>
      <p>
        <Name text={said} />
        {look.deathThreat ? ` · ${t('case.risk.death_threat')}` : ''}
      </p>
      <Lines title={t('case.risk.threats')} lines={look.threats} />
      <Lines title={t('case.risk.vulnerabilities')} lines={look.vulnerabilities} />
      <Lines title={t('case.risk.capacities')} lines={look.capacities} />
    </>
  )
}

export const Plan = ({ shown: { plan, steps } }: Shown) => {
  const t = useT()
  const format = useFormat()
  return (
    <>
      {plan === null ? null : (
        <>
          <p>{t('giveout.review', { on: format.day(plan.reviewOn) })}</p>
          <Lines title={t('giveout.triggers')} lines={plan.triggers} />
          <Lines title={t('giveout.stops')} lines={[plan.stops]} />
          <Lines title={t('giveout.emergency')} lines={plan.emergency === '' ? [] : [plan.emergency]} />
        </>
      )}
      <Lines
        title={t('giveout.steps')}
        lines={steps
          .filter(({ dropped }) => !dropped)
          .map(({ text, due, doneOn }) =>
            [
              text,
              due === null ? '' : t('giveout.due', { on: format.day(due, 'short') }),
              doneOn === null ? '' : t('giveout.done', { on: format.day(doneOn, 'short') }),
            ]
              .filter((word) => word !== '')
              .join(' · '),
          )}
      />
    </>
  )
}

export const Incidents = ({ shown }: Shown) => {
  const t = useT()
  const format = useFormat()
  const vocab = useVocab()
  return (
    <>
      {shown.incidents.map((one) => (
        <div key={one.id} className={styles.entry}>
          <h3>
            {format.day(one.on)} · {format.list(one.kinds.map((kind) => vocab(`incident_${one.form}`, kind)))}
          </h3>
          <p dir="auto">{one.text}</p>
          <ul className={styles.bullets}>
            {(['damage', 'attacker', 'motive', 'steps', 'reportedTo', 'evidence', 'lessons', 'request'] as const).map((field) =>
              one[field] === '' ? null : (
                <li key={field}>
                  {t(`giveout.incident.${field}`)}: <Name text={one[field]} />
                </li>
              ),
            )}
          </ul>
        </div>
      ))}
    </>
  )
}

export const Verification = ({ shown: { verification } }: Shown) => {
  const t = useT()
  const format = useFormat()
  const vocab = useVocab()
  if (verification === null) return null
  const { activities, since, tests, evidence, opinions } = verification
  return (
    <>
      {activities.length === 0 ? null : (
        <p>
          {format.list(activities.map((code) => vocab('defender_activity', code)))}
          {since === '' ? '' : ` · ${t('giveout.since', { on: format.day(since) })}`}
        </p>
      )}
      <Lines
        title={t('giveout.tests')}
        lines={tests
          .filter(({ finding }) => finding !== null)
          .map(
            ({ test, finding, reason }) =>
              `${vocab('defender_test', test)}: ${vocab('test_finding', finding ?? '')}${reason === '' ? '' : `. ${reason}`}`,
          )}
      />
      <Lines
        title={t('giveout.evidence')}
        lines={evidence.map(
          ({ on, text, source, reliability }) =>
            `${format.day(on)}: ${text}${source === '' ? '' : ` (${source}, ${vocab('reliability', reliability)})`}`,
        )}
      />
      <Lines
        title={t('giveout.opinions')}
        lines={opinions.map(
          ({ on, decision, reasons }) =>
            `${format.day(on)}: ${vocab('defender_decision', decision)}${reasons === '' ? '' : `. ${reasons}`}`,
        )}
      />
    </>
  )
}
