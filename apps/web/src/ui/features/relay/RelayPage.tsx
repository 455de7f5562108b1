import { useState } from 'react'
import type { OrgId } from '@pergola/protocol'
import type { RelayFilter, RelayOverview } from '../../../contract.ts'
import { Button, Empty, ErrorNote, Link, Loading, Page, Section } from '../../components/index.ts'
import { useMay, useSteadyQuery } from '../../data/index.ts'
import { useFormat, useT, useVocab } from '../../i18n/index.ts'
import { AlarmsDialog } from './AlarmsDialog.tsx'
import { Breaks } from './Breaks.tsx'
import { Leaving } from './Leaving.tsx'
import { RelayFilters } from './RelayFilters.tsx'
import { Tallies } from './Tallies.tsx'
import styles from './relay.module.css'

const HORIZONS = [14, 30, 90, 180] as const

/** All cases at once: what breaks next, and where. */
export const RelayPage = () => {
  const t = useT()
  const [horizonDays, setHorizon] = useState<number>(30)
  const [filter, setFilter] = useState<RelayFilter>({})
  const [without, setWithout] = useState('')
  const [alarms, setAlarms] = useState(false)
  const mayWrite = useMay('contributor')
  const overview = useSteadyQuery('relay', { horizonDays, filter, without: without === '' ? null : (without as OrgId) })
  return (
    <Page
      title={t('relay.title')}
      lead={t('relay.lead')}
      actions={
        <>
          <Button icon="print" onPress={() => print()}>
            {t('case.print')}
          </Button>
          {mayWrite ? <Button onPress={() => setAlarms(true)}>{t('relay.alarms.begin')}</Button> : null}
          <Horizon value={horizonDays} onChange={setHorizon} />
        </>
      }
    >
      <RelayFilters filter={filter} onFilter={setFilter} without={without} onWithout={setWithout} />
      <ErrorNote problem={overview.problem} />
      {overview.state === 'loading' ? <Loading /> : null}
      {overview.value === null ? null : <Radar overview={overview.value} isFiltered={Object.keys(filter).length > 0} />}
      {alarms ? <AlarmsDialog onClose={() => setAlarms(false)} /> : null}
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

const Radar = ({ overview, isFiltered }: { readonly overview: RelayOverview; readonly isFiltered: boolean }) => {
  const t = useT()
  const format = useFormat()
  const vocab = useVocab()
  const wanted = overview.byKind.reduce((sum, one) => sum + one.neededDays, 0)
  if (wanted === 0)
    return isFiltered ? (
      <Empty title={t('relay.filtered_empty')} text={t('relay.filtered_empty_why')} />
    ) : (
      <Empty title={t('relay.empty')} text={t('relay.empty_why')} action={<Link to="/cases">{t('cases.title')}</Link>} />
    )
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
      {overview.leaving === null ? null : <Leaving leaving={overview.leaving} horizonDays={overview.horizonDays} />}
      <Section title={t('relay.breaks')}>
        <Breaks breaks={overview.breaks} none={t('relay.breaks_none', { days: overview.horizonDays })} />
      </Section>
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
