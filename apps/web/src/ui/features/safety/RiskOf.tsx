import type { Assessment, Aspect, Threat } from '@pergola/core/safety'
import type { SafetyView } from '../../../contract.ts'
import { Name, Person } from '../../components/index.ts'
import { useFormat, useT, useVocab } from '../../i18n/index.ts'
import { RiskLevel } from '../case/RiskLevel.tsx'
import { ANALYSIS } from './codes.ts'
import type { Looks } from './looks.ts'
import { More } from './More.tsx'
import { RiskChart } from './RiskChart.tsx'
import styles from './safety.module.css'

interface RiskOfProps {
  readonly looks: Looks
  readonly people: SafetyView['people']
}

/** The latest look at everyone or at one person, and those before it. */
export const RiskOf = ({ looks, people }: RiskOfProps) => {
  const t = useT()
  const { last, level } = looks
  if (last === undefined) return null
  return (
    <>
      <ThreeLists look={last} />
      <p>
        {t('case.risk.level')} <RiskLevel level={level} /> ·{' '}
        {t('case.risk.parts', { probability: t(`vocab.risk_level.${last.probability}`), impact: t(`vocab.risk_level.${last.impact}`) })}
      </p>
      <ThreatOver looks={looks} />
      <Analysed assessment={last} />
      <History looks={looks} people={people} />
    </>
  )
}

const ThreeLists = ({ look }: { readonly look: Assessment }) => {
  const t = useT()
  return (
    <div className={styles.three}>
      <Threats threats={look.threats} />
      <Aspects title={t('case.risk.vulnerabilities')} aspects={look.vulnerabilities} />
      <Aspects title={t('case.risk.capacities')} aspects={look.capacities} />
    </div>
  )
}

/** Why no death threat stands any more: read also after later looks, which do not say it again. */
const ThreatOver = ({ looks }: { readonly looks: Looks }) => {
  const t = useT()
  const over = looks.threatStands ? undefined : looks.all.findLast(({ deathThreatOver }) => deathThreatOver !== '')
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
    <div>
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
    </div>
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
    <div>
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
    </div>
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

const History = ({ looks: { history, all }, people }: RiskOfProps) => {
  const t = useT()
  const format = useFormat()
  return (
    <>
      <h3>{t('safety.history')}</h3>
      {history.length < 2 ? null : <RiskChart history={history} />}
      <ol className={styles.rows}>
        {history.toReversed().map((one, at) => (
          <li key={one.id}>
            <span>
              {format.day(one.on)} · <Person id={one.by} people={people} />
            </span>
            <span className={styles.quiet}>
              <RiskLevel level={one.level} /> ·{' '}
              {t('case.risk.parts', { probability: t(`vocab.risk_level.${one.probability}`), impact: t(`vocab.risk_level.${one.impact}`) })}
              {one.deathThreat ? ` · ${t('case.risk.death_threat')}` : ''}
            </span>
            {at === 0 ? null : <Earlier look={all.find(({ id }) => id === one.id)} />}
          </li>
        ))}
      </ol>
    </>
  )
}

/** What was written at an earlier look. */
const Earlier = ({ look }: { readonly look: Assessment | undefined }) => {
  const t = useT()
  const lines = look === undefined ? 0 : look.threats.length + look.vulnerabilities.length + look.capacities.length
  return look === undefined || lines === 0 ? null : (
    <More summary={t('safety.written_then')}>
      <ThreeLists look={look} />
    </More>
  )
}
