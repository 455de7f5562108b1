import type { DutyWeek } from '../../../contract.ts'
import { ErrorNote, Loading, MultiSelect, Note, Page } from '../../components/index.ts'
import { useCommand, useQuery } from '../../data/index.ts'
import { useFormat, useT } from '../../i18n/index.ts'
import styles from './safety.module.css'

const WEEKS = 8

/** Who looks after alarms in which week. */
export const DutyPage = () => {
  const t = useT()
  const duty = useQuery('duty', { weeks: WEEKS })
  return (
    <Page title={t('safety.duty')} breadcrumb={{ to: '/today', label: t('today.title') }} lead={t('safety.duty.lead')}>
      <ErrorNote problem={duty.problem} />
      {duty.state === 'loading' ? <Loading /> : null}
      {duty.value !== null && !duty.value.canWrite ? <Note icon="forbidden" title={t('safety.duty.reading_only')} /> : null}
      {duty.value?.weeks.map((week) => (
        <Week
          key={week.week}
          week={week}
          canWrite={duty.value?.canWrite ?? false}
          options={(duty.value?.members ?? []).map(({ person, name }) => ({ id: person, label: name }))}
        />
      ))}
    </Page>
  )
}

const Week = ({
  week: { week, people },
  canWrite,
  options,
}: {
  readonly week: DutyWeek
  readonly canWrite: boolean
  readonly options: readonly { readonly id: string; readonly label: string }[]
}) => {
  const t = useT()
  const format = useFormat()
  const command = useCommand('setDuty')
  const label = t('safety.duty.week', { day: format.day(week) })
  const names = options.filter(({ id }) => (people as readonly string[]).includes(id)).map((one) => one.label)
  return (
    <div className={styles.card}>
      {canWrite ? (
        <MultiSelect
          label={label}
          value={people}
          onChange={(chosen) => void command.run({ week, people: chosen as typeof people })}
          options={options}
        />
      ) : (
        <h2>{label}</h2>
      )}
      {names.length === 0 ? <p className={styles.quiet}>{t('safety.duty.everyone')}</p> : canWrite ? null : <p>{format.list(names)}</p>}
      <ErrorNote problem={command.problem} />
    </div>
  )
}
