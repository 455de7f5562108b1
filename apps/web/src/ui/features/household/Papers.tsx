import { useState } from 'react'
import type { Paper } from '@pergola/core/household'
import type { Day } from '@pergola/core/casework'
import { Button, ConfirmButton, DayField, ErrorNote, FormDialog, Icon, Name, Select, TextField } from '../../components/index.ts'
import { useCommand } from '../../data/index.ts'
import { useFormat, useT, useVocab } from '../../i18n/index.ts'
import { useChoices } from '../case/choices.ts'
import { useSituation } from '../case/situation.ts'
import { PAPER_KINDS, PAPER_STATES } from './codes.ts'
import styles from './household.module.css'

interface PapersProps {
  readonly person: string
  readonly papers: readonly Paper[]
  /** Ids of those that run out soon or have. */
  readonly due: readonly string[]
}

/** Papers of one person, in the identity part. */
export const Papers = ({ person, papers, due }: PapersProps) => {
  const t = useT()
  const { rights, nameOf } = useSituation()
  const [form, setForm] = useState<Paper | 'new' | null>(null)
  return (
    <div className={styles.papers}>
      <div className={styles.papersHead}>
        <h4>{t('household.papers')}</h4>
        {rights.hold ? (
          <Button icon="plus" label={t('household.add_paper_of', { who: nameOf(person) })} onPress={() => setForm('new')}>
            {t('household.add_paper')}
          </Button>
        ) : null}
      </div>
      {papers.length === 0 ? null : (
        <ul className={styles.rows}>
          {papers.map((paper) => (
            <li key={paper.id}>
              <OnePaper paper={paper} isDue={due.includes(paper.id)} onEdit={() => setForm(paper)} />
            </li>
          ))}
        </ul>
      )}
      {form === null ? null : <PaperDialog person={person} start={form === 'new' ? null : form} onClose={() => setForm(null)} />}
    </div>
  )
}

const OnePaper = ({ paper, isDue, onEdit }: { readonly paper: Paper; readonly isDue: boolean; readonly onEdit: () => void }) => {
  const t = useT()
  const format = useFormat()
  const vocab = useVocab()
  const { view, rights, today } = useSituation()
  const drop = useCommand('dropPaper')
  const facts = [
    paper.country === '' ? '' : format.place(paper.country),
    paper.number,
    paper.state === 'held' ? '' : vocab('paper_state', paper.state),
    paper.place,
  ].filter((fact) => fact !== '')
  const over = paper.until !== null && paper.until < today
  return (
    <>
      <span>
        <strong>{vocab('paper_kind', paper.kind)}</strong>
        {facts.map((fact) => (
          <span key={fact}>
            {' · '}
            <Name text={fact} />
          </span>
        ))}
        {paper.until === null ? null : (
          <span className={isDue ? styles.due : styles.quiet}>
            {' · '}
            {isDue ? <Icon name="warning" size={16} /> : null}{' '}
            {t(over ? 'household.ended_on' : 'household.until', { on: format.day(paper.until) })}
          </span>
        )}
      </span>
      {rights.hold ? (
        <span className={styles.does}>
          <Button label={t('household.change_of', { what: vocab('paper_kind', paper.kind) })} onPress={onEdit}>
            {t('household.change')}
          </Button>
          <ConfirmButton
            kind="bare"
            label={t('household.drop_paper')}
            question={t('household.drop_paper_question')}
            confirmLabel={t('household.drop_paper')}
            onConfirm={() => void drop.run({ space: view.file.space, id: paper.id })}
          />
        </span>
      ) : null}
      <ErrorNote problem={drop.problem} />
    </>
  )
}

interface PaperDialogProps {
  readonly person: string
  readonly start: Paper | null
  readonly onClose: () => void
}

const PaperDialog = ({ person, start, onClose }: PaperDialogProps) => {
  const t = useT()
  const vocab = useVocab()
  const { view, nameOf } = useSituation()
  const choices = useChoices()
  const command = useCommand('savePaper')
  const [kind, setKind] = useState<string>(start?.kind ?? 'passport')
  const [state, setState] = useState<string>(start?.state ?? 'held')
  const [country, setCountry] = useState(start?.country ?? '')
  const [number, setNumber] = useState(start?.number ?? '')
  const [until, setUntil] = useState<string>(start?.until ?? '')
  const [place, setPlace] = useState(start?.place ?? '')
  const save = async () => {
    const paper = {
      ...(start === null ? {} : { id: start.id }),
      person,
      kind: PAPER_KINDS.find((one) => one === kind) ?? 'other',
      state: PAPER_STATES.find((one) => one === state) ?? 'held',
      country,
      number,
      until: until === '' ? null : (until as Day),
      place,
    }
    if ((await command.run({ space: view.file.space, paper })).ok) onClose()
  }
  return (
    <FormDialog
      title={t('household.paper_of', { who: nameOf(person) })}
      submitLabel={t('case.save')}
      onSubmit={() => void save()}
      onClose={onClose}
      command={command}
      isComplete
    >
      <Select
        label={t('household.paper_kind')}
        value={kind}
        onChange={setKind}
        options={PAPER_KINDS.map((id) => ({ id, label: vocab('paper_kind', id) }))}
      />
      <Select
        label={t('household.paper_state')}
        value={state}
        onChange={setState}
        options={PAPER_STATES.map((id) => ({ id, label: vocab('paper_state', id) }))}
      />
      <Select
        label={t('household.paper_country')}
        value={country}
        onChange={setCountry}
        options={choices.countries}
        placeholder={t('case.choose')}
      />
      <TextField label={t('household.paper_number')} value={number} onChange={setNumber} maxLength={60} dir="ltr" />
      <DayField label={t('household.paper_until')} value={until} onChange={setUntil} />
      <TextField label={t('household.paper_place')} value={place} onChange={setPlace} maxLength={2000} />
    </FormDialog>
  )
}
