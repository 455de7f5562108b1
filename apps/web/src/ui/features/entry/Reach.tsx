import type { ReactNode } from 'react'
import type { Service } from '@pergola/core/directory'
import type { ServiceView } from '../../../contract.ts'
import { Facts, Section } from '../../components/index.ts'
import { useFormat, useT, useVocab } from '../../i18n/index.ts'
import { usePlaceName } from '../case/choices.ts'
import { Checked } from '../directory/Checked.tsx'
import styles from './entry.module.css'

interface Line {
  readonly label: string
  readonly value: ReactNode
}

/** What matching reasons with. What nobody has said is left open where it decides, and left out where it does not. */
export const Reach = ({ view }: { readonly view: ServiceView }) => {
  const t = useT()
  const lines = [...useWhat(view.service), ...useForWhom(view.service), ...useHowMuch(view)]
  return (
    <Section title={t('entry.reach')}>
      <Facts items={[...lines, { label: t('directory.checked'), value: <Checked on={view.service.checkedOn} stale={view.stale} /> }]} />
    </Section>
  )
}

const useUnknown = (): ReactNode => <span className={styles.quiet}>{useT()('directory.unknown')}</span>

/** A line only where something is said. */
const said = (label: string, value: ReactNode | undefined): readonly Line[] => (value === undefined ? [] : [{ label, value }])

const useListed = (): ((codes: readonly string[] | undefined, label: (code: string) => string) => string | undefined) => {
  const format = useFormat()
  return (codes, label) => (codes === undefined || codes.length === 0 ? undefined : format.list(codes.map(label)))
}

const useWhat = ({ reach, programme }: Service): readonly Line[] => {
  const t = useT()
  const vocab = useVocab()
  const placeName = usePlaceName()
  const unknown = useUnknown()
  const listed = useListed()
  return [
    ...said(t('entry.programme'), programme === '' ? undefined : programme),
    { label: t('directory.kind'), value: listed(reach.kinds, (code) => vocab('support_type', code)) ?? unknown },
    { label: t('entry.regions'), value: listed(reach.regions, placeName) ?? unknown },
    ...said(t('entry.located'), listed(reach.locatedIn, placeName)),
    { label: t('directory.state'), value: reach.state === undefined ? unknown : vocab('service_state', reach.state) },
  ]
}

const useForWhom = ({ reach }: Service): readonly Line[] => {
  const t = useT()
  const vocab = useVocab()
  const format = useFormat()
  const unknown = useUnknown()
  const listed = useListed()
  const language = (code: string): string => (code === 'any' ? t('directory.any_language') : format.language(code))
  return [
    ...said(
      t('directory.targets'),
      listed(reach.targets, (code) => vocab('target_group', code)),
    ),
    { label: t('directory.languages'), value: listed(reach.languages, language) ?? unknown },
    { label: t('entry.family'), value: reach.family === undefined ? unknown : t(`entry.family.${reach.family}`) },
    { label: t('entry.exile'), value: reach.exile === undefined ? unknown : t(`entry.exile.${reach.exile}`) },
    ...said(t('entry.return'), reach.returnRequired === undefined ? undefined : t(`entry.return.${reach.returnRequired ? 'yes' : 'no'}`)),
    ...said(
      t('entry.applicants'),
      listed(reach.whoMayApply, (code) => vocab('applicant', code)),
    ),
    ...said(t('entry.endorsement'), reach.endorsement === undefined ? undefined : vocab('endorsement', reach.endorsement)),
    ...said(t('entry.referees'), reach.referees),
    ...said(t('entry.incident_window'), reach.incidentWindowDays && t('case.chart.days', { days: reach.incidentWindowDays })),
    ...said(t('entry.track_record'), reach.trackRecordMonths && t('entry.months', { months: reach.trackRecordMonths })),
    ...said(
      t('entry.excludes'),
      listed(reach.excludes, (code) => vocab('exclusion', code)),
    ),
  ]
}

const useHowMuch = ({ service: { reach }, freeNow }: ServiceView): readonly Line[] => {
  const t = useT()
  const vocab = useVocab()
  const format = useFormat()
  const unknown = useUnknown()
  const days = (count: number | undefined) => (count === undefined ? undefined : t('case.chart.days', { days: count }))
  const hours = (count: number | undefined) => (count === undefined ? undefined : t('directory.hours', { hours: count }))
  const { capacity, amountMax } = reach
  return [
    ...said(t('entry.min_days'), days(reach.minDays)),
    { label: t('entry.max_days'), value: days(reach.maxDays) ?? unknown },
    ...said(t('entry.implement_within'), days(reach.implementWithinDays)),
    ...said(t('entry.amount'), amountMax && `${format.number(amountMax.amount)} ${amountMax.currency}`),
    { label: t('directory.answer'), value: hours(reach.answerHours) ?? unknown },
    ...said(t('entry.decision_hours'), hours(reach.decisionHours)),
    {
      label: t('entry.now'),
      value:
        capacity === undefined ? (
          unknown
        ) : (
          <>
            {t('directory.free_now', { count: capacity.free, unit: vocab('capacity_unit', capacity.unit) })}
            {capacity.most === undefined ? '' : ` ${t('entry.of_most', { most: capacity.most })}`}
            {capacity.from === undefined ? '' : ` · ${t('entry.from_day', { day: format.day(capacity.from) })}`}
            <span className={styles.quiet}>
              {' · '}
              {t(freeNow === null ? 'entry.capacity_old' : 'entry.capacity_on', { day: format.day(capacity.updated) })}
            </span>
          </>
        ),
    },
  ]
}
