import { useState } from 'react'
import type { Closing } from '@pergola/core/caselife'
import type { CaseLifeView } from '../../../contract.ts'
import { Button, Facts, Name, Person, Section } from '../../components/index.ts'
import { useFormat, useT, useVocab } from '../../i18n/index.ts'
import { useSituation } from '../case/situation.ts'
import { CloseDialog } from './CloseDialog.tsx'
import { ReopenDialog } from './ReopenDialog.tsx'
import styles from './caselife.module.css'

/** How the case ended, each time it did, and the way to close it or open it again. */
export const Outcomes = ({ life }: { readonly life: CaseLifeView }) => {
  const t = useT()
  const { view, rights } = useSituation()
  const [form, setForm] = useState<'close' | 'reopen' | null>(null)
  const closed = view.file.status === 'closed'
  if (!rights.hold && life.closings.length === 0) return null
  return (
    <Section
      title={t('caselife.end.title')}
      actions={
        rights.hold ? (
          <Button onPress={() => setForm(closed ? 'reopen' : 'close')}>
            {t(closed ? 'caselife.reopen.title' : 'caselife.close.title')}
          </Button>
        ) : null
      }
    >
      {life.closings.length === 0 ? <p className={styles.quiet}>{t('caselife.end.none')}</p> : null}
      {life.closings.toReversed().map((closing) => (
        <ClosingEntry key={closing.id} closing={closing} people={life.people} />
      ))}
      {form === 'close' ? <CloseDialog stillOpen={life.stillOpen} onClose={() => setForm(null)} /> : null}
      {form === 'reopen' ? <ReopenDialog onClose={() => setForm(null)} /> : null}
    </Section>
  )
}

const ClosingEntry = ({ closing, people }: { readonly closing: Closing; readonly people: CaseLifeView['people'] }) => {
  const t = useT()
  const format = useFormat()
  const vocab = useVocab()
  const { view, nameOf } = useSituation()
  const needs = new Map(view.file.needs.map((need) => [need.id, need]))
  return (
    <article className={styles.closing}>
      <p>
        <strong>{t('caselife.end.closed', { on: format.day(closing.on), why: t(`vocab.closing_reason.${closing.reason}`) })}</strong>{' '}
        <span className={styles.quiet}>
          <Person id={closing.by} people={people} />
        </span>
      </p>
      <Facts
        items={[
          ...closing.outcomes.flatMap(({ need, change, text }) => {
            const known = needs.get(need)
            if (known === undefined) return []
            const label = t('case.need_of', { need: vocab('support_type', known.kind), who: nameOf(known.person) })
            const said = t(`vocab.outcome.${change}`)
            return [{ label, value: <Changed said={said} text={text} /> }]
          }),
          ...(closing.says === '' ? [] : [{ label: t('caselife.close.says'), value: <Name text={closing.says} /> }]),
          { label: t('caselife.close.would_return'), value: t(`vocab.would_return.${closing.wouldReturn}`) },
        ]}
      />
      {closing.reopened === null ? null : (
        <p>
          {t('caselife.end.reopened', { on: format.day(closing.reopened.on) })} <Name text={closing.reopened.why} />
        </p>
      )}
    </article>
  )
}

/** Our word for it, and theirs in the direction in which they were written. */
const Changed = ({ said, text }: { readonly said: string; readonly text: string }) =>
  text === '' ? (
    said
  ) : (
    <>
      {`${said}. `}
      <Name text={text} />
    </>
  )
