import type { VouchAskedRow } from '../../../contract.ts'
import { Button, Countdown, Empty, Link, Name, Section, Time } from '../../components/index.ts'
import { useT, useVocab } from '../../i18n/index.ts'
import { useVerifying } from './context.ts'
import styles from './verification.module.css'

/** Member organisations that were asked whether they know the work. */
export const Vouches = () => {
  const t = useT()
  const { found, open } = useVerifying()
  const { vouches } = found
  const ask =
    found.own && found.canWrite ? <Button onPress={() => open({ form: 'vouch' })}>{t('verification.vouch_ask')}</Button> : undefined
  return (
    <Section title={t('verification.vouches')} actions={vouches.length === 0 ? undefined : ask}>
      {vouches.length === 0 ? (
        <Empty title={t('verification.vouches_none')} text={t('verification.vouches_none_why')} action={ask} />
      ) : (
        <ul className={styles.cards}>
          {vouches.map((row) => (
            <li key={row.space}>
              <Asked row={row} />
            </li>
          ))}
        </ul>
      )}
    </Section>
  )
}

const Asked = ({ row }: { readonly row: VouchAskedRow }) => {
  const t = useT()
  const vocab = useVocab()
  return (
    <article className={styles.entry}>
      <header className={styles.head}>
        <strong>
          <Name text={row.orgName} />
        </strong>
        <Link to={`/vouch/${row.space}`} label={t('verification.vouch_open_named', { org: row.orgName })}>
          {t('verification.vouch_open')}
        </Link>
      </header>
      <p>
        {row.answer !== null && row.state === 'answered' ? vocab('vouch_answer', row.answer) : t(`verification.vouch_state.${row.state}`)}{' '}
        {row.state === 'waiting' ? <Countdown until={row.answerBy} /> : null}
      </p>
      <p className={styles.quiet}>
        {t(row.withName ? 'verification.with_name' : 'verification.without_name')} · <Time value={row.sentAt} />
      </p>
    </article>
  )
}
