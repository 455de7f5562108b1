import type { ReferralTurn } from '@pergola/core/referral'
import type { ReferralView } from '../../../contract.ts'
import { Day, Person, Section, Time } from '../../components/index.ts'
import { useT } from '../../i18n/index.ts'
import styles from './referral.module.css'

/** What both sides said, in order. */
export const Conversation = ({ view }: { readonly view: ReferralView }) => {
  const t = useT()
  return (
    <Section title={t('referral.conversation')}>
      <ol className={styles.turns}>
        {view.referral.turns.map((turn) => (
          <li key={turn.id}>
            <Turn turn={turn} view={view} />
          </li>
        ))}
      </ol>
    </Section>
  )
}

const Turn = ({ turn, view }: { readonly turn: ReferralTurn; readonly view: ReferralView }) => {
  const t = useT()
  const theirs = turn.org === view.otherOrg
  return (
    <article className={theirs ? styles.theirs : styles.ours}>
      <header>
        <strong>{theirs ? t(`referral.act.${turn.act}`, { org: view.otherName }) : t(`referral.ours.${turn.act}`)}</strong>{' '}
        <span className={styles.quiet}>
          {/* Who it was of theirs is not known here: the organisation spoke. */}
          {theirs ? null : (
            <>
              <Person id={turn.by} people={view.people} /> ·{' '}
            </>
          )}
          <Time value={turn.at} />
        </span>
      </header>
      {turn.feedback === null ? null : (
        <p>
          {t(`vocab.helped.${turn.feedback.helped}`)} · <Day value={turn.feedback.on} />
        </p>
      )}
      {turn.parts === null ? null : <p>{t('referral.in_part')}</p>}
      {turn.reason === null ? null : <p>{t(`vocab.decline_reason.${turn.reason}`)}</p>}
      {turn.text === '' ? null : (
        <p className={styles.text} dir="auto">
          {turn.text}
        </p>
      )}
    </article>
  )
}
