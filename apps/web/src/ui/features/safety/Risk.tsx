import { useState } from 'react'
import type { Assessment, Aspect, Threat } from '@pergola/core/safety'
import type { SafetyView } from '../../../contract.ts'
import { Button, Empty, ErrorNote, Loading, Name, Note, Person, Section } from '../../components/index.ts'
import { useQuery } from '../../data/index.ts'
import { useFormat, useT, useVocab } from '../../i18n/index.ts'
import { RiskLevel } from '../case/RiskLevel.tsx'
import { useSituation } from '../case/situation.ts'
import { AssessDialog, type Start } from './AssessDialog.tsx'
import { ANALYSIS } from './codes.ts'
import { Incidents } from './Incidents.tsx'
import { RiskChart } from './RiskChart.tsx'
import styles from './safety.module.css'

/** Threats, vulnerabilities and capacities side by side; the level comes after them, not before. */
export const Risk = () => {
  const { view } = useSituation()
  const safety = useQuery('safety', { space: view.file.space })
  const [start, setStart] = useState<Start | null>(null)
  if (safety.value === null) return safety.state === 'loading' ? <Loading /> : <ErrorNote problem={safety.problem} />
  return (
    <div className={styles.stack}>
      <Assessed safety={safety.value} onAssess={() => setStart({ incident: null })} />
      <Incidents safety={safety.value} onAssess={(incident) => setStart({ incident })} />
      {start === null ? null : <AssessDialog safety={safety.value} start={start} onClose={() => setStart(null)} />}
    </div>
  )
}

const Assessed = ({ safety, onAssess }: { readonly safety: SafetyView; readonly onAssess: () => void }) => {
  const t = useT()
  const { rights } = useSituation()
  const last = safety.assessments.at(-1)
  const assess = (
    <Button kind="primary" onPress={onAssess}>
      {t('case.risk.add')}
    </Button>
  )
  if (last === undefined)
    return (
      <Section title={t('case.tab.risk')}>
        <Empty
          title={t('case.risk.empty')}
          text={t(rights.write ? 'case.risk.empty_why' : 'case.empty_reading')}
          action={rights.write ? assess : undefined}
        />
      </Section>
    )
  return (
    <Section title={t('case.tab.risk')} actions={rights.write ? assess : null}>
      {safety.threatStands ? (
        <Note kind="danger" title={t('case.risk.death_threat_note')}>
          {t('safety.threat_stands')}
        </Note>
      ) : null}
      <div className={styles.three}>
        <Threats threats={last.threats} />
        <Aspects title={t('case.risk.vulnerabilities')} aspects={last.vulnerabilities} />
        <Aspects title={t('case.risk.capacities')} aspects={last.capacities} />
      </div>
      <p>
        {t('case.risk.level')} <RiskLevel level={safety.level} /> ·{' '}
        {t('case.risk.parts', { probability: t(`vocab.risk_level.${last.probability}`), impact: t(`vocab.risk_level.${last.impact}`) })}
      </p>
      <ThreatOver safety={safety} />
      <Analysed assessment={last} />
      <History safety={safety} />
    </Section>
  )
}

/** Why no death threat stands any more: read also after later looks, which do not say it again. */
const ThreatOver = ({ safety }: { readonly safety: SafetyView }) => {
  const t = useT()
  const over = safety.threatStands ? undefined : safety.assessments.findLast(({ deathThreatOver }) => deathThreatOver !== '')
  if (over === undefined) return null
  return (
    <p className={styles.quiet}>
      {t('safety.threat_over')}: <Name text={over.deathThreatOver} />
    </p>
  )
}

const Threats = ({ threats }: { readonly threats: readonly Threat[] }) => {
  const t = useT()
  return (
    <section aria-label={t('case.risk.threats')}>
      <h3>{t('case.risk.threats')}</h3>
      {threats.length === 0 ? <p className={styles.quiet}>{t('case.risk.nothing')}</p> : null}
      <ul className={styles.lines}>
        {threats.map((threat) => (
          <li key={threat.text}>
            <span className={threat.death ? styles.red : undefined}>
              <Name text={threat.text} />
            </span>
            <Known threat={threat} />
          </li>
        ))}
      </ul>
    </section>
  )
}

/** Who, why, where, and how it develops, as far as it is known. */
const Known = ({ threat }: { readonly threat: Threat }) => {
  const t = useT()
  const vocab = useVocab()
  const codes = [
    threat.death ? t('case.risk.death_threat') : '',
    threat.kind === '' ? '' : vocab('threat_kind', threat.kind),
    threat.pattern === '' ? '' : vocab('threat_pattern', threat.pattern),
    threat.change === '' ? '' : vocab('threat_change', threat.change),
  ].filter((part) => part !== '')
  const said = (['who', 'why', 'area'] as const).filter((field) => threat[field] !== '')
  return (
    <>
      {codes.length === 0 ? null : <span className={styles.quiet}>{codes.join(' · ')}</span>}
      {said.map((field) => (
        <span key={field} className={styles.quiet}>
          {t(`safety.threat.${field}`)}: <Name text={threat[field]} />
        </span>
      ))}
    </>
  )
}

const Aspects = ({ title, aspects }: { readonly title: string; readonly aspects: readonly Aspect[] }) => {
  const t = useT()
  const vocab = useVocab()
  return (
    <section aria-label={title}>
      <h3>{title}</h3>
      {aspects.length === 0 ? <p className={styles.quiet}>{t('case.risk.nothing')}</p> : null}
      <ul className={styles.lines}>
        {aspects.map(({ text, component }) => (
          <li key={text}>
            <Name text={text} />
            {component === '' ? null : <span className={styles.quiet}>{vocab('risk_component', component)}</span>}
          </li>
        ))}
      </ul>
    </section>
  )
}

const Analysed = ({ assessment: { analysis } }: { readonly assessment: Assessment }) => {
  const t = useT()
  if (analysis === null || ANALYSIS.every((step) => analysis[step] === '')) return null
  return (
    <details className={styles.more}>
      <summary>{t('safety.analysis')}</summary>
      <ol className={styles.lines}>
        {ANALYSIS.filter((step) => analysis[step] !== '').map((step) => (
          <li key={step}>
            <strong>{t(`safety.analysis.${step}`)}</strong>
            <span className={styles.prose}>
              <Name text={analysis[step]} />
            </span>
          </li>
        ))}
      </ol>
    </details>
  )
}

const History = ({ safety: { history, people } }: { readonly safety: SafetyView }) => {
  const t = useT()
  const format = useFormat()
  return (
    <>
      <h3>{t('safety.history')}</h3>
      {history.length < 2 ? null : <RiskChart history={history} />}
      <ol className={styles.rows}>
        {history.toReversed().map((one) => (
          <li key={one.id}>
            <span>
              {format.day(one.on)} · <Person id={one.by} people={people} />
            </span>
            <span className={styles.quiet}>
              <RiskLevel level={one.level} /> ·{' '}
              {t('case.risk.parts', { probability: t(`vocab.risk_level.${one.probability}`), impact: t(`vocab.risk_level.${one.impact}`) })}
              {one.deathThreat ? ` · ${t('case.risk.death_threat')}` : ''}
            </span>
          </li>
        ))}
      </ol>
    </>
  )
}
