import { useState } from 'react'
import type { Training } from '@pergola/core/directory'
import type { TrainingMatch, TrainingRow } from '../../../contract.ts'
import { Button, Empty, ErrorNote, Loading, Name, Page, Select } from '../../components/index.ts'
import { useCommand, useMayInNetwork, useSteadyQuery } from '../../data/index.ts'
import { useFormat, useT, useVocab, useVocabOptions } from '../../i18n/index.ts'
import { usePlaceName } from '../case/choices.ts'
import { SIDES } from '../directory/codes.ts'
import { DirectoryNav } from '../directory/DirectoryNav.tsx'
import { OwnActions } from './OwnActions.tsx'
import { TrainingDialog } from './TrainingDialog.tsx'
import lists from '../directory/lists.module.css'
import styles from './calls.module.css'

/** What organisations can teach and what they look for, with who fits whom. */
export const TrainingPage = () => {
  const t = useT()
  const mayWrite = useMayInNetwork('contributor')
  const [side, setSide] = useState('')
  const [editing, setEditing] = useState<TrainingRow | 'new' | null>(null)
  const sides = useVocabOptions('training_side', SIDES)
  const trainings = useSteadyQuery('trainings', side === '' ? {} : { side: side as Training['side'] })
  return (
    <Page
      title={t('directory.room.training')}
      lead={t('training.lead')}
      actions={
        mayWrite ? (
          <Button kind="primary" icon="plus" onPress={() => setEditing('new')}>
            {t('training.add')}
          </Button>
        ) : null
      }
    >
      <DirectoryNav />
      <div className={styles.filters}>
        <Select
          label={t('training.side')}
          value={side}
          onChange={setSide}
          options={sides}
          placeholder={t('training.both_sides')}
          isRequired
        />
      </div>
      <ErrorNote problem={trainings.problem} />
      {trainings.state === 'loading' ? <Loading /> : null}
      {trainings.value?.length === 0 ? <Empty title={t('training.empty')} text={t('training.empty_why')} /> : null}
      <ul className={lists.list}>
        {(trainings.value ?? []).map((row) => (
          <li key={row.training.id}>
            <TrainingLines row={row} canEdit={mayWrite && row.own} onEdit={() => setEditing(row)} />
          </li>
        ))}
      </ul>
      {editing === null ? null : <TrainingDialog row={editing === 'new' ? null : editing} onClose={() => setEditing(null)} />}
    </Page>
  )
}

interface TrainingLinesProps {
  readonly row: TrainingRow
  readonly canEdit: boolean
  readonly onEdit: () => void
}

const TrainingLines = ({ row, canEdit, onEdit }: TrainingLinesProps) => {
  const t = useT()
  const vocab = useVocab()
  const format = useFormat()
  const placeName = usePlaceName()
  const remove = useCommand('removeTraining')
  const { training } = row
  const days = [training.from, training.to].filter((day) => day !== null).map((day) => format.day(day, 'short'))
  const facts = [
    format.items(training.topics.map((topic) => vocab('training_topic', topic))),
    vocab('training_format', training.format),
    format.items(training.languages.map(format.language)),
    format.items(training.regions.map(placeName)),
    days.join(' – '),
  ]
  return (
    <>
      <div className={lists.head}>
        <h2>
          <Name text={training.title} />
        </h2>
        <span className={lists.quiet}>
          {vocab('training_side', training.side)} · {vocab('training_form', training.what)}
          {row.over ? ` · ${t('training.over')}` : ''}
        </span>
      </div>
      <p className={lists.quiet}>
        <Name text={row.orgName} />
        {facts.filter((fact) => fact !== '').map((fact) => ` · ${fact}`)}
      </p>
      {training.note === '' ? null : (
        <p className={styles.about} dir="auto">
          {training.note}
        </p>
      )}
      {row.matches.length === 0 ? null : <Matches matches={row.matches} />}
      {canEdit ? (
        <div className={styles.buttons}>
          <OwnActions id={training.id} title={training.title} remove={remove} onEdit={onEdit} />
        </div>
      ) : null}
    </>
  )
}

/** Who could come together, and over what. */
const Matches = ({ matches }: { readonly matches: readonly TrainingMatch[] }) => {
  const t = useT()
  const vocab = useVocab()
  const format = useFormat()
  const because = (match: TrainingMatch): string =>
    format.list([
      ...match.topics.map((topic) => vocab('training_topic', topic)),
      ...match.languages.map(format.language),
      ...(match.datesMeet === null ? [] : [t(match.datesMeet ? 'training.dates_meet' : 'training.dates_apart')]),
      ...(match.placeMeets === null ? [] : [t(match.placeMeets ? 'training.place_meets' : 'training.place_apart')]),
    ])
  return (
    <ul className={styles.matches} aria-label={t('training.matches')}>
      {matches.slice(0, 5).map((match) => (
        <li key={match.training.id}>
          <Name text={match.orgName} />: <Name text={match.training.title} /> <span className={lists.quiet}>({because(match)})</span>
        </li>
      ))}
    </ul>
  )
}
