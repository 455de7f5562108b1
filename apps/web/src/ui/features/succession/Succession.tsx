import { ErrorNote, Loading, Note, Section, StateMark } from '../../components/index.ts'
import { useMay, useQuery } from '../../data/index.ts'
import { useT } from '../../i18n/index.ts'
import { Calls } from './Calls.tsx'
import { StandIn } from './StandIn.tsx'
import { Trust } from './Trust.tsx'
import { TrustedBy } from './TrustedBy.tsx'
import styles from './Succession.module.css'

/** Who could take this organisation's work further if it was raided, and for whom this one could. */
export const Succession = () => {
  const t = useT()
  const isSteward = useMay('steward')
  const { value: view, problem } = useQuery('succession', {})
  if (view === null) return problem === null ? <Loading /> : <ErrorNote problem={problem} />
  return (
    <div className={styles.stack}>
      <p className={styles.measure}>{t('succession.what')}</p>
      {isSteward ? null : (
        <p>
          <StateMark state="not_permitted" /> {t('succession.stewards_only')}
        </p>
      )}
      {view.standsIn === null ? null : <StandIn others={view.standsIn.others} />}
      {view.calls.length === 0 ? null : <Calls calls={view.calls} maySay={isSteward} />}
      {view.standsIn === null ? <Trust provided={view.provided} maySay={isSteward} /> : null}
      <Section title={t('succession.trusted_by')}>
        {view.trustedBy.length === 0 ? <p className={styles.soft}>{t('succession.trusted_by_none')}</p> : null}
        <TrustedBy rows={view.trustedBy} called={view.calls.map(({ whose }) => whose.org)} maySay={isSteward} />
      </Section>
      <Note title={t('succession.limits')}>{t('succession.limits_why')}</Note>
    </div>
  )
}
