import { useState } from 'react'
import type { RelayOverview } from '../../../contract.ts'
import { Empty, ErrorNote, Link, Loading, Name, Page, Section } from '../../components/index.ts'
import { useSteadyQuery } from '../../data/index.ts'
import { useFormat, useT, useVocab } from '../../i18n/index.ts'
import { Tallies } from './Tallies.tsx'
import styles from './relay.module.css'

const HORIZONS = [14, 30, 90] as const
/** As many as one reads before one acts; the rest comes on asking. */
const SHOWN = 25

/** All cases at once: what breaks next, and where. */
export const RelayPage = () => {
  const t = useT()
  const [horizonDays, setHorizon] = useState<number>(30)
  const overview = useSteadyQuery('relay', { horizonDays })
  return (
    <Page title={t('relay.title')} lead={t('relay.lead')} actions={<Horizon value={horizonDays} onChange={setHorizon} />}>
      <ErrorNote problem={overview.problem} />
      {overview.state === 'loading' ? <Loading /> : null}
      {overview.value === null ? null : <Radar overview={overview.value} />}
    </Page>
  )
}

const Horizon = ({ value, onChange }: { readonly value: number; readonly onChange: (days: number) => void }) => {
  const t = useT()
  return (
    <div role="group" aria-label={t('relay.horizon')} className={styles.horizon}>
      {HORIZONS.map((days) => (
        <button key={days} type="button" aria-pressed={days === value} onClick={() => onChange(days)}>
          {t('relay.days', { days })}
        </button>
      ))}
    </div>
  )
}

const Radar = ({ overview }: { readonly overview: RelayOverview }) => {
  const t = useT()
  const format = useFormat()
  const vocab = useVocab()
  const wanted = overview.byKind.reduce((sum, one) => sum + one.neededDays, 0)
  if (wanted === 0)
    return <Empty title={t('relay.empty')} text={t('relay.empty_why')} action={<Link to="/cases">{t('cases.title')}</Link>} />
  const gaps = overview.byKind.reduce((sum, one) => sum + one.gapDays, 0)
  return (
    <>
      <div className={styles.number}>
        <p className={styles.share}>{format.percent(overview.coveredShare)}</p>
        <p>
          {t('relay.share', { days: overview.horizonDays })}{' '}
          <span className={gaps > 0 ? styles.red : styles.quiet}>{t('relay.open', { gaps })}</span>
        </p>
      </div>
      <Breaks overview={overview} />
      <div className={styles.tallies}>
        <Section title={t('relay.by_kind')}>
          <Tallies rows={overview.byKind.map((one) => ({ ...one, label: vocab('support_type', one.key) }))} />
        </Section>
        <Section title={t('relay.by_country')}>
          <Tallies
            rows={overview.byCountry.map((one) => ({ ...one, label: one.key === '' ? t('relay.no_country') : format.place(one.key) }))}
          />
        </Section>
        <Section title={t('relay.by_org')}>
          <Tallies rows={overview.byOrg.map((one) => ({ key: one.key, label: one.name, gapDays: 0, neededDays: one.coveredDays }))} />
        </Section>
      </div>
    </>
  )
}

const Breaks = ({ overview }: { readonly overview: RelayOverview }) => {
  const t = useT()
  const format = useFormat()
  const vocab = useVocab()
  const [all, setAll] = useState(false)
  const shown = all ? overview.breaks : overview.breaks.slice(0, SHOWN)
  return (
    <Section title={t('relay.breaks')}>
      {shown.length === 0 ? <p className={styles.quiet}>{t('relay.breaks_none', { days: overview.horizonDays })}</p> : null}
      <ul className={styles.breaks}>
        {shown.map((one) => (
          <li key={`${one.caseSpace}${one.need}${one.from}`}>
            <span className={styles.on}>{format.day(one.from, 'short')}</span>
            <span>
              <Link to={`/cases/${one.caseSpace}`}>
                <Name text={one.pseudonym} />
              </Link>{' '}
              {t('relay.break', { kind: vocab('support_type', one.needKind), after: one.org === '' ? 'nobody' : 'someone', org: one.org })}
            </span>
            <span className={styles.quiet}>{one.country === '' ? '' : format.place(one.country)}</span>
            <span className={styles.red}>{t('case.chart.days', { days: one.days })}</span>
          </li>
        ))}
      </ul>
      {shown.length < overview.breaks.length ? (
        <button type="button" className={styles.more} onClick={() => setAll(true)}>
          {t('relay.more', { count: overview.breaks.length - shown.length })}
        </button>
      ) : null}
    </Section>
  )
}
