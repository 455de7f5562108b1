import { memo, useMemo, useState } from 'react'
import type { CaseNote } from '@pergola/core/casework'
import type { PersonId } from '@pergola/protocol'
import { Button, Empty, ErrorNote, Name, Person, Section, TextField, Time } from '../../components/index.ts'
import type { CaseView } from '../../../contract.ts'
import { useCommand, useMember, useQuery } from '../../data/index.ts'
import { useDrawnInParts } from '../../frame/inParts.ts'
import { useT } from '../../i18n/index.ts'
import { CallSomebody } from '../caselife/CallSomebody.tsx'
import { calledIn } from '../caselife/calling.ts'
import { useCallsRead } from '../caselife/reading.ts'
import { orgNameIn, useSituation } from './situation.ts'
import styles from './case.module.css'

/** As many as a tall window shows, and as many as are drawn without anybody noticing. */
const AT_ONCE = 15
const MORE = 40

/** The conversation about the case. A note is never overwritten: a revision stands in its place and says so. */
export const Notes = () => {
  const t = useT()
  const { view, rights } = useSituation()
  const me = useMember()?.person
  const all = view.file.notes
  const notes = useMemo(() => standing(all), [all])
  const drawn = useDrawnInParts(notes.length, AT_ONCE, MORE)
  useCallsRead(view.file.space)
  return (
    <Section title={t('case.tab.notes')}>
      {notes.length === 0 ? <Empty title={t('case.notes.empty')} text={t('case.notes.empty_why')} /> : null}
      <ol className={styles.thread}>
        {notes.slice(0, drawn).map((note) => (
          <li key={note.id}>
            <NoteEntry note={note} people={view.people} org={orgNameIn(view, note.org)} mayRevise={rights.write && note.by === me} />
          </li>
        ))}
      </ol>
      {rights.write ? <NoteForm revises={null} start="" onDone={null} /> : null}
    </Section>
  )
}

/** Of each note the one that stands: what it was before a revision is history. */
const standing = (notes: readonly CaseNote[]): readonly CaseNote[] => {
  const revised = new Set(notes.map((note) => note.revises))
  return notes.filter((note) => !revised.has(note.id))
}

interface NoteEntryProps {
  readonly note: CaseNote
  readonly people: CaseView['people']
  readonly org: string
  readonly mayRevise: boolean
}

/** Drawn anew only when this note changes: a thread of years has a thousand. */
const NoteEntry = memo(({ note, people, org, mayRevise }: NoteEntryProps) => {
  const t = useT()
  const [revising, setRevising] = useState(false)
  return (
    <article className={styles.note}>
      <header>
        <strong>
          <Person id={note.by} people={people} />
        </strong>{' '}
        <span className={styles.quiet}>
          <Name text={org} /> · <Time value={note.at} />
          {note.revises === null ? '' : ` · ${t('case.notes.revised')}`}
        </span>
      </header>
      {revising ? (
        <NoteForm revises={note.id} start={note.text} onDone={() => setRevising(false)} />
      ) : (
        <>
          <p className={styles.prose} dir="auto">
            {note.text}
          </p>
          {mayRevise ? (
            <Button kind="bare" onPress={() => setRevising(true)}>
              {t('case.notes.revise')}
            </Button>
          ) : null}
        </>
      )}
    </article>
  )
})

/** Characters of one note. */
const LONGEST = 20_000

const NoteForm = ({
  revises,
  start,
  onDone,
}: {
  readonly revises: string | null
  readonly start: string
  readonly onDone: (() => void) | null
}) => {
  const t = useT()
  const { view } = useSituation()
  const command = useCommand('addNote')
  const [text, setText] = useState(start)
  const members = useQuery('caseLife', { space: view.file.space }).value?.members ?? []
  const save = async () => {
    const mentions = calledIn(text, members) as readonly PersonId[]
    const said = { space: view.file.space, text: text.trim(), ...(mentions.length === 0 ? {} : { mentions }) }
    const answer = await command.run({ ...said, ...(revises === null ? {} : { revises }) })
    if (!answer.ok) return
    setText('')
    onDone?.()
  }
  return (
    <div className={styles.form}>
      <TextField
        label={t(revises === null ? 'case.notes.write' : 'case.notes.revise')}
        description={t('case.notes.write_why')}
        value={text}
        onChange={setText}
        multiline
        isRequired
        maxLength={LONGEST}
      />
      <CallSomebody text={text} members={members} onText={setText} />
      <ErrorNote problem={command.problem} />
      <div className={styles.does}>
        <Button kind="primary" onPress={() => void save()} isBusy={command.busy} isDisabled={text.trim() === '' || text.length > LONGEST}>
          {t(revises === null ? 'case.notes.add' : 'case.save')}
        </Button>
        {onDone === null ? null : <Button onPress={onDone}>{t('components.cancel')}</Button>}
      </div>
    </div>
  )
}
