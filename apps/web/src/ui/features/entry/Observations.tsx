import type { ObservedRow, ServiceView } from '../../../contract.ts'
import { Button, ErrorNote, Name, Section, useToast } from '../../components/index.ts'
import { useCommand, useMay } from '../../data/index.ts'
import { useFormat, useT, useVocab } from '../../i18n/index.ts'
import styles from './entry.module.css'

/** How it answered in fact, as each organisation shared it: middle values over at least three requests. */
export const Observations = ({ view }: { readonly view: ServiceView }) => {
  const t = useT()
  if (view.observations.length === 0 && view.ownObserved === null) return null
  return (
    <Section title={t('entry.observed')}>
      <ul className={styles.plain}>
        {view.observations.map((row) => (
          <li key={row.org}>
            <Observation row={row} />
          </li>
        ))}
      </ul>
      {view.ownObserved === null ? null : <ShareOwn n={view.ownObserved.n} hours={view.ownObserved.medianHours} />}
    </Section>
  )
}

const Observation = ({ row }: { readonly row: ObservedRow }) => {
  const t = useT()
  const vocab = useVocab()
  const format = useFormat()
  const reasons = Object.entries(row.reasons).map(([code, count]) =>
    t('directory.choice', { name: vocab('decline_reason', code), count: format.number(count) }),
  )
  return (
    <>
      <Name text={row.name} />:{' '}
      {t('entry.observed_line', {
        hours: row.medianHours,
        n: row.n,
        taken: row.takenUp,
        declined: row.declined,
        day: format.day(row.through),
      })}
      {reasons.length === 0 ? null : <div className={styles.quiet}>{format.list(reasons)}</div>}
    </>
  )
}

const ShareOwn = ({ n, hours }: { readonly n: number; readonly hours: number }) => {
  const t = useT()
  const say = useToast()
  const share = useCommand('shareObserved')
  const mayWrite = useMay('editor')
  const run = async () => {
    const answer = await share.run({})
    if (answer.ok) say(t('entry.observed_shared', { count: answer.value.shared }))
  }
  return (
    <div className={styles.buttons}>
      <span>{t('entry.observed_own', { n, hours })}</span>
      {mayWrite ? (
        <Button kind="bare" isBusy={share.busy} onPress={() => void run()}>
          {t('entry.observed_share')}
        </Button>
      ) : null}
      <ErrorNote problem={share.problem} />
    </div>
  )
}
