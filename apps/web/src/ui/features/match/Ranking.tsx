import { useState } from 'react'
import type { MatchRow, MatchView } from '../../../contract.ts'
import { Button, Checkbox, Empty, Link, Name, Section } from '../../components/index.ts'
import { useT } from '../../i18n/index.ts'
import { ReasonList } from './ReasonList.tsx'
import { useChanges } from './sentences.ts'
import styles from './match.module.css'

/** So many at first; more come by twenty. */
const STEP = 20

interface RankingProps {
  readonly view: MatchView
  readonly chosen: readonly string[]
  /** It can be asked now. */
  readonly isOpen: (row: MatchRow) => boolean
  readonly onSelect: (id: string, on: boolean) => void
  readonly onAsk: (row: MatchRow) => void
}

/** Best first; what does not fit stands apart, closed, first what a change would make possible. */
export const Ranking = ({ view, ...rest }: RankingProps) => {
  const t = useT()
  const possible = view.rows.filter((row) => row.possible)
  const others = view.rows.filter((row) => !row.possible)
  return (
    <>
      {possible.length === 0 ? (
        <Empty title={t('match.empty')} text={t('match.empty_why')} action={<Link to="/directory">{t('directory.title')}</Link>} />
      ) : (
        <Section title={t('match.possible', { count: view.possible })}>
          <List rows={possible} {...rest} />
        </Section>
      )}
      {others.length === 0 ? null : (
        <details className={styles.others}>
          <summary>{t('match.others', { count: view.others })}</summary>
          <List rows={others} {...rest} />
        </details>
      )}
    </>
  )
}

const List = ({ rows, ...rest }: Omit<RankingProps, 'view'> & { readonly rows: readonly MatchRow[] }) => {
  const t = useT()
  const [shown, setShown] = useState(STEP)
  return (
    <>
      <ol className={styles.list}>
        {rows.slice(0, shown).map((row) => (
          <li key={row.service.id}>
            <Answer row={row} {...rest} />
          </li>
        ))}
      </ol>
      {shown >= rows.length ? null : (
        <Button onPress={() => setShown(shown + STEP)}>{t('match.more', { count: rows.length - shown })}</Button>
      )}
    </>
  )
}

const Answer = ({ row, chosen, isOpen, onSelect, onAsk }: Omit<RankingProps, 'view'> & { readonly row: MatchRow }) => {
  const t = useT()
  const changes = useChanges(row.changes)
  const { service, matchOnly, askName } = row
  return (
    <article className={styles.answer}>
      <div className={styles.who}>
        <h3>
          {matchOnly ? (
            t('match.only')
          ) : (
            <Link to={`/directory/${service.id}`}>
              <Name text={service.name} />
            </Link>
          )}
        </h3>
        <p className={styles.quiet}>{matchOnly ? t('match.only_by', { org: askName }) : <Name text={service.provider} />}</p>
        <Asking row={row} isOpen={isOpen(row)} isChosen={chosen.includes(service.id)} onSelect={onSelect} onAsk={onAsk} />
      </div>
      <div className={styles.reasons}>
        <ReasonList reasons={row.reasons} />
        {changes === '' ? null : <p className={styles.change}>{t(row.possible ? 'match.better' : 'match.would', { changes })}</p>}
      </div>
    </article>
  )
}

interface AskingProps {
  readonly row: MatchRow
  readonly isOpen: boolean
  readonly isChosen: boolean
  readonly onSelect: (id: string, on: boolean) => void
  readonly onAsk: (row: MatchRow) => void
}

/** A box to choose it with others and a button to ask at once, or why neither. */
const Asking = ({ row, isOpen, isChosen, onSelect, onAsk }: AskingProps) => {
  const t = useT()
  const { service, ours, askOrg, askName, asked } = row
  if (ours) return <p className={styles.quiet}>{t('match.ours')}</p>
  if (askOrg === null) return <p className={styles.quiet}>{t('match.not_member')}</p>
  const label = service.name || askName
  return (
    <>
      {asked === null ? null : (
        <p className={styles.quiet}>
          <Link to={`/referrals/${asked.space}`}>{t('match.asked', { state: t(`vocab.referral_state.${asked.state ?? 'waiting'}`) })}</Link>
        </p>
      )}
      {isOpen ? (
        <div className={styles.asking}>
          <Checkbox label={t('match.select', { what: label })} value={isChosen} onChange={(on) => onSelect(service.id, on)} />
          <Button label={t('match.ask_named', { provider: askName })} onPress={() => onAsk(row)}>
            {t('match.ask')}
          </Button>
        </div>
      ) : null}
    </>
  )
}
