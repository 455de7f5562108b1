import { useState } from 'react'
import type { ConsentsView, PassageRow } from '../../../contract.ts'
import { Button, Empty, ErrorNote, Link, Loading, Name, Section, Time } from '../../components/index.ts'
import { useQuery } from '../../data/index.ts'
import { useFormat, useT, useVocab } from '../../i18n/index.ts'
import { useSituation } from '../case/situation.ts'
import { ConversationDialog } from './ConversationDialog.tsx'
import { DecisionsDialog } from './DecisionsDialog.tsx'
import { Matrix, type Chosen } from './Matrix.tsx'
import styles from './consent.module.css'

/** What everyone in the file has agreed to, at a glance; and what has left the case on the ground of it. */
export const ConsentPart = () => {
  const t = useT()
  const { view, rights } = useSituation()
  const found = useQuery('consents', { space: view.file.space })
  const [asking, setAsking] = useState<Partial<Chosen> | null>(null)
  const [chosen, setChosen] = useState<Chosen | null>(null)
  const hasPeople = view.file.people.length > 0
  return (
    <div className={styles.stack}>
      <Section
        title={t('consent.title')}
        actions={
          <>
            {hasPeople ? (
              <Link kind="quiet" to={`/cases/${view.file.space}/consent`}>
                {t('consent.on_paper')}
              </Link>
            ) : null}
            {rights.hold && hasPeople ? (
              <Button icon="plus" kind="primary" onPress={() => setAsking({})}>
                {t('consent.record')}
              </Button>
            ) : null}
          </>
        }
      >
        <p className={styles.quiet}>{t('consent.lead')}</p>
        {hasPeople ? null : (
          <Empty title={t('case.people.empty')} text={t(rights.write ? 'case.people.empty_why' : 'case.empty_reading')} />
        )}
        {found.value === null && hasPeople ? found.state === 'loading' ? <Loading /> : <ErrorNote problem={found.problem} /> : null}
        {found.value !== null && hasPeople ? <Matrix matrix={found.value.matrix} onChoose={setChosen} /> : null}
      </Section>
      {found.value === null ? null : <Left passages={found.value.passages} />}
      {chosen === null || found.value === null ? null : (
        <DecisionsDialog
          chosen={chosen}
          words={found.value.words}
          onAsk={() => {
            setAsking(chosen)
            setChosen(null)
          }}
          onClose={() => setChosen(null)}
        />
      )}
      {asking === null ? null : <ConversationDialog start={asking} onClose={() => setAsking(null)} />}
    </div>
  )
}

/** Newest first: what, to whom, which parts, by whom. */
const Left = ({ passages }: { readonly passages: ConsentsView['passages'] }) => {
  const t = useT()
  return (
    <Section title={t('consent.left.title')}>
      <p className={styles.quiet}>{t('consent.left.lead')}</p>
      {passages.length === 0 ? <Empty title={t('consent.left.empty')} text={t('consent.left.empty_why')} /> : null}
      <ol className={styles.rows}>
        {passages.map((passage) => (
          <li key={passage.id}>
            <PassageLine passage={passage} />
          </li>
        ))}
      </ol>
    </Section>
  )
}

const PassageLine = ({ passage }: { readonly passage: PassageRow }) => {
  const t = useT()
  const format = useFormat()
  const vocab = useVocab()
  return (
    <>
      <span>
        <strong>{vocab('passage_act', passage.act)}</strong>
        {passage.toName === '' ? null : ` ${t('consent.left.to', { to: passage.toName })}`}
        <br />
        <span className={styles.quiet}>
          {t('consent.left.parts', { parts: format.items(passage.parts.map((part) => vocab('consent_part', part))) })}
          {' · '}
          {t('consent.left.consents', { count: passage.consents.length, scope: vocab('consent_scope', passage.scope) })}
        </span>
      </span>
      <span className={styles.quiet}>
        <Name text={passage.byName} /> · <Time value={passage.at} />
      </span>
    </>
  )
}
