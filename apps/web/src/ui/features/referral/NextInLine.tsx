import type { NextRow, ReferralView } from '../../../contract.ts'
import { Button, ErrorNote, Name, Section } from '../../components/index.ts'
import { useCommand } from '../../data/index.ts'
import { useT } from '../../i18n/index.ts'
import styles from './referral.module.css'

/** A question, a yes or a withdrawal leaves it to those who asked, and so does a no unless they said otherwise beforehand. */
const hasStopped = ({ state, next, referral }: ReferralView): boolean => {
  if (state === 'declined' || state === 'forwarded') return next[0]?.afterNo !== true
  return state === 'taken_up' || state === 'withdrawn' || referral.turns.some(({ act }) => act === 'asked')
}

const whenAsked = (view: ReferralView): string => {
  if (hasStopped(view)) return 'referral.next_stopped'
  return view.next[0]?.afterNo === true ? 'referral.next_after_no' : 'referral.next_why'
}

/** Who is asked after this one, and the way to stop it. Only those who asked see it. */
export const NextInLine = ({ view }: { readonly view: ReferralView }) => {
  const t = useT()
  const stop = useCommand('stopNext')
  const { next, caseSpace } = view
  if (next.length === 0 || caseSpace === null) return null
  return (
    <Section title={t('referral.next')}>
      <p className={styles.quiet}>{t(whenAsked(view))}</p>
      <ol className={styles.next}>
        {next.map((one) => (
          <li key={one.space}>
            <Line row={one} />
            <Button
              onPress={() => void stop.run({ space: caseSpace, candidate: one.space })}
              isBusy={stop.busy}
              label={t('referral.next_stop_whom', { org: one.name })}
            >
              {t('referral.next_stop')}
            </Button>
          </li>
        ))}
      </ol>
      <ErrorNote problem={stop.problem} />
    </Section>
  )
}

const Line = ({ row }: { readonly row: NextRow }) => {
  const t = useT()
  return (
    <span>
      <Name text={row.name} /> <span className={styles.quiet}>{t('referral.next_hours', { hours: row.hours })}</span>
      {row.noConsent ? <strong> {t('referral.next_no_consent')}</strong> : null}
    </span>
  )
}
