/** Verification, incidents, risk and the safety plan on paper. */
import type { CaseDocument } from '../../../contract.ts'
import { Name } from '../../components/index.ts'
import { useFormat, useT, useVocab } from '../../i18n/index.ts'
import { RiskLevel } from '../case/RiskLevel.tsx'
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
  const last = shown.file.assessments.at(-1)
  if (last === undefined) return null
  return (
    <>
      <p>
        <RiskLevel level={shown.riskLevel} /> ·{' '}
        {t('case.risk.parts', { probability: vocab('risk_level', last.probability), impact: vocab('risk_level', last.impact) })}
        {last.deathThreat ? ` · ${t('case.risk.death_threat')}` : ''} · {format.day(last.on)}
      </p>
      <Lines title={t('case.risk.threats')} lines={last.threats} />
      <Lines title={t('case.risk.vulnerabilities')} lines={last.vulnerabilities} />
      <Lines title={t('case.risk.capacities')} lines={last.capacities} />
      <Lines
        title={t('giveout.earlier')}
        lines={shown.file.assessments
          .slice(0, -1)
          .toReversed()
          .map(
            (one) =>
              `${format.day(one.on)}: ${t('case.risk.parts', { probability: vocab('risk_level', one.probability), impact: vocab('risk_level', one.impact) })}`,
          )}
      />
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
