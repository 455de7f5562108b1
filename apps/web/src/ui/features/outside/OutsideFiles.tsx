import { useState } from 'react'
import type { OutsideRow } from '../../../contract.ts'
import { Button, ConfirmButton, Countdown, Empty, ErrorNote, Loading, Name, Section, Time } from '../../components/index.ts'
import { useCommand, useQuery } from '../../data/index.ts'
import { useFormat, useT, useVocab } from '../../i18n/index.ts'
import { shownName } from '../case/fileName.ts'
import { useSituation } from '../case/situation.ts'
import { SendOutsideDialog } from './SendOutsideDialog.tsx'
import styles from './outside.module.css'

/** What went to people outside the network, whether they opened it, and the way to send more. */
export const OutsideFiles = () => {
  const t = useT()
  const { view, rights } = useSituation()
  const { value, state, problem } = useQuery('outside', { space: view.file.space })
  const [sending, setSending] = useState(false)
  if (!view.own) return null
  return (
    <Section
      title={t('outside.title')}
      actions={rights.hold ? <Button onPress={() => setSending(true)}>{t('outside.send')}</Button> : null}
    >
      <p className={styles.quiet}>{t('outside.why')}</p>
      <ErrorNote problem={problem} />
      {state === 'loading' ? <Loading /> : null}
      {value?.rows.length === 0 ? <Empty title={t('outside.empty')} text={t('outside.empty_why')} /> : null}
      <ul className={styles.rows}>
        {value?.rows.map((row) => (
          <li key={row.id}>
            <Row row={row} />
          </li>
        ))}
      </ul>
      {sending ? <SendOutsideDialog onClose={() => setSending(false)} /> : null}
    </Section>
  )
}

const Row = ({ row }: { readonly row: OutsideRow }) => {
  const t = useT()
  const vocab = useVocab()
  const format = useFormat()
  const { view, rights } = useSituation()
  const drop = useCommand('dropOutside')
  const names = view.file.files.filter(({ id }) => row.files.includes(id)).map(({ name }) => shownName(name))
  return (
    <>
      <div className={styles.row}>
        <span>
          <strong>
            <Name text={row.recipient} />
          </strong>{' '}
          <span className={styles.quiet}>{format.list(row.parts.map((part) => vocab('consent_part', part)))}</span>
          {names.length === 0 ? null : (
            <>
              {': '}
              <Name text={format.list(names)} />
            </>
          )}
        </span>
        <Standing row={row} />
        <span className={styles.quiet}>
          <Name text={row.byName} /> · <Time value={row.at} />
        </span>
        {row.isOut && rights.hold ? (
          <ConfirmButton
            kind="quiet"
            label={t('outside.drop')}
            question={t('outside.drop_question', { who: row.recipient })}
            confirmLabel={t('outside.drop')}
            onConfirm={() => void drop.run({ space: view.file.space, id: row.id })}
          />
        ) : null}
      </div>
      <ErrorNote problem={drop.problem} />
    </>
  )
}

const Standing = ({ row }: { readonly row: OutsideRow }) => {
  const t = useT()
  if (row.openedAt !== null)
    return (
      <span>
        {t('outside.opened')} <Time value={row.openedAt} />
      </span>
    )
  if (row.dropped) return <span>{t('outside.dropped')}</span>
  return row.isOut ? (
    <span>
      {t('outside.waiting')} <Countdown until={row.expires} />
    </span>
  ) : (
    <span>{t('outside.expired')}</span>
  )
}
