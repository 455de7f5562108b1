import { Countdown, Empty, Link, Name, Section, Time } from '../../components/index.ts'
import { useT, useVocab } from '../../i18n/index.ts'
import { OutsideFiles } from '../outside/OutsideFiles.tsx'
import { useSituation } from './situation.ts'
import styles from './case.module.css'

/** Who was asked, in the network and outside of it, for what, and what they said. */
export const Referrals = () => (
  <div className={styles.stack}>
    <Asked />
    <OutsideFiles />
  </div>
)

const Asked = () => {
  const t = useT()
  const vocab = useVocab()
  const { view } = useSituation()
  // To vouch is asked and shown where the defender is checked.
  const asked = view.referrals.filter(({ purpose }) => purpose === 'support')
  return (
    <Section title={t('case.tab.referrals')}>
      {asked.length === 0 ? <Empty title={t('case.referrals.empty')} text={t('case.referrals.empty_why')} /> : null}
      <ul className={styles.rows}>
        {asked.map((one) => (
          <li key={one.space}>
            <span>
              <Link to={`/referrals/${one.space}`}>
                <Name text={one.otherName} />
              </Link>{' '}
              <span className={styles.quiet}>{vocab('support_type', one.kind)}</span>
            </span>
            <span>
              <strong>{t(`vocab.referral_state.${one.state}`)}</strong>
              {one.inPart ? ` (${t('case.referrals.in_part')})` : ''} ·{' '}
              {one.state === 'waiting' || one.state === 'asked' ? <Countdown until={one.answerBy} /> : <Time value={one.sentAt} />}
            </span>
          </li>
        ))}
      </ul>
    </Section>
  )
}
