import { useState } from 'react'
import type { FactRow, ServiceView } from '../../../contract.ts'
import { Button, ErrorNote, FormDialog, Icon, Name, Section, TextField, useToast } from '../../components/index.ts'
import { useCommand, useMay } from '../../data/index.ts'
import { useFormat, useT, useVocab } from '../../i18n/index.ts'
import { LONGEST_NOTE } from '../directory/codes.ts'
import { useSaid } from './said.ts'
import styles from './entry.module.css'

/** Everything stated, in the provider's words, each with its source, its age, and the day of the next look. */
export const FactList = ({ view }: { readonly view: ServiceView }) => {
  const t = useT()
  const [disputing, setDisputing] = useState<FactRow | null>(null)
  return (
    <Section title={t('entry.facts')}>
      {view.facts.length === 0 ? <p className={styles.quiet}>{t('entry.facts_none')}</p> : null}
      <ul className={styles.list}>
        {view.facts.map((fact, at) => (
          <li key={`${fact.code}${at}`} className={fact.stale ? styles.old : undefined}>
            <Statement fact={fact} />
            <FactActions view={view} fact={fact} onDispute={() => setDisputing(fact)} />
          </li>
        ))}
      </ul>
      {disputing === null ? null : <DisputeDialog view={view} code={disputing.code} onClose={() => setDisputing(null)} />}
    </Section>
  )
}

const Statement = ({ fact }: { readonly fact: FactRow }) => {
  const t = useT()
  const vocab = useVocab()
  const format = useFormat()
  const said = useSaid()
  return (
    <>
      <span className={styles.quiet}>{vocab('fact', fact.code)}</span>
      <span>
        <Name text={said(fact)} />{' '}
        {fact.visibility === 'network' ? null : <span className={styles.kept}>{vocab('visibility', fact.visibility)}</span>}
        <br />
        <small className={styles.quiet}>
          {t('entry.fact_source', {
            source: fact.source,
            on: fact.checkedOn === null ? t('directory.never_checked') : format.day(fact.checkedOn),
            by: fact.enteredByName,
          })}{' '}
          {fact.dueOn === null || fact.stale ? null : t('entry.fact_due', { day: format.day(fact.dueOn) })}
          {fact.stale ? (
            <span className={styles.stale}>
              <Icon name="pending" size={16} /> {t('directory.stale')}
            </span>
          ) : null}
        </small>
      </span>
    </>
  )
}

interface FactActionsProps {
  readonly view: ServiceView
  readonly fact: FactRow
  readonly onDispute: () => void
}

const FactActions = ({ view, fact, onDispute }: FactActionsProps) => {
  const t = useT()
  const vocab = useVocab()
  const confirm = useCommand('confirmFacts')
  const mayWrite = useMay('contributor')
  if (!mayWrite) return null
  const about = vocab('fact', fact.code)
  if (!view.canEdit)
    return (
      <Button kind="bare" label={t('entry.dispute_of', { fact: about })} onPress={onDispute}>
        {t('entry.dispute')}
      </Button>
    )
  return (
    <span>
      <Button
        kind="bare"
        icon="check"
        label={t('entry.still_true_of', { fact: about })}
        isBusy={confirm.busy}
        onPress={() => void confirm.run({ id: view.service.id, codes: [fact.code] })}
      >
        {t('entry.still_true')}
      </Button>
      <ErrorNote problem={confirm.problem} />
    </span>
  )
}

export interface DisputeDialogProps {
  readonly view: ServiceView
  /** '' for the whole entry. */
  readonly code: string
  readonly onClose: () => void
}

/** "That is not so": what one knows instead, and from where. */
export const DisputeDialog = ({ view, code, onClose }: DisputeDialogProps) => {
  const t = useT()
  const vocab = useVocab()
  const say = useToast()
  const command = useCommand('dispute')
  const [says, setSays] = useState('')
  const send = async () => {
    if (!(await command.run({ service: view.service.id, code, says: says.trim() })).ok) return
    say(t('entry.disputed'))
    onClose()
  }
  return (
    <FormDialog
      title={code === '' ? t('entry.dispute') : t('entry.dispute_of', { fact: vocab('fact', code) })}
      submitLabel={t('entry.dispute_do')}
      onSubmit={() => void send()}
      onClose={onClose}
      command={command}
      isComplete={says.trim() !== ''}
    >
      <TextField
        label={t('entry.dispute_says')}
        description={t('entry.dispute_why')}
        value={says}
        onChange={setSays}
        multiline
        isRequired
        autoFocus
        maxLength={LONGEST_NOTE}
      />
    </FormDialog>
  )
}
