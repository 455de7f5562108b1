import { useState } from 'react'
import type { TaskRow } from '../../../contract.ts'
import { Button, Checkbox, Empty, ErrorNote, Loading, Name, Section } from '../../components/index.ts'
import { useCommand, useQuery } from '../../data/index.ts'
import { useFormat, useT, useVocab } from '../../i18n/index.ts'
import { useSituation } from '../case/situation.ts'
import { Keeping } from '../retention/Keeping.tsx'
import { Outcomes } from './Outcomes.tsx'
import { TaskDialog } from './TaskDialog.tsx'
import styles from './caselife.module.css'

/** What is to be done in this case, by whom until when; and how it ended, when it has. */
export const Tasks = () => {
  const t = useT()
  const { view, rights } = useSituation()
  const life = useQuery('caseLife', { space: view.file.space })
  const [form, setForm] = useState<TaskRow | 'new' | null>(null)
  if (life.value === null) return life.state === 'loading' ? <Loading /> : <ErrorNote problem={life.problem} />
  const { tasks, members, people } = life.value
  const open = tasks.filter(({ done }) => done === null)
  const done = tasks.filter((task) => task.done !== null)
  return (
    <div className={styles.stack}>
      <Section
        title={t('case.tab.tasks')}
        actions={
          rights.write ? (
            <Button icon="plus" onPress={() => setForm('new')}>
              {t('caselife.task.add')}
            </Button>
          ) : null
        }
      >
        {open.length === 0 ? <Empty title={t('caselife.task.empty')} text={t('caselife.task.empty_why')} /> : null}
        <List tasks={open} people={people} onEdit={setForm} />
        {done.length === 0 ? null : (
          <details>
            <summary>{t('caselife.task.done_count', { count: done.length })}</summary>
            <List tasks={done} people={people} onEdit={setForm} />
          </details>
        )}
      </Section>
      <Outcomes life={life.value} />
      <Keeping />
      {form === null ? null : <TaskDialog task={form === 'new' ? null : form} members={members} onClose={() => setForm(null)} />}
    </div>
  )
}

interface ListProps {
  readonly tasks: readonly TaskRow[]
  readonly people: Readonly<Record<string, string>>
  readonly onEdit: (task: TaskRow) => void
}

const List = ({ tasks, people, onEdit }: ListProps) => (
  <ul className={styles.tasks}>
    {tasks.map((task) => (
      <li key={task.id}>
        <Row task={task} people={people} onEdit={onEdit} />
      </li>
    ))}
  </ul>
)

const Row = ({ task, people, onEdit }: Omit<ListProps, 'tasks'> & { readonly task: TaskRow }) => {
  const t = useT()
  const { view, rights } = useSituation()
  const command = useCommand('finishTask')
  const mine = task.own && rights.write
  return (
    <>
      <div className={styles.task}>
        {mine ? (
          <Checkbox
            label={task.text}
            value={task.done !== null}
            onChange={(value) => void command.run({ space: view.file.space, id: task.id, done: value })}
          />
        ) : (
          <Name text={task.text} />
        )}
        <Said task={task} people={people} />
        {mine && task.done === null ? (
          <Button kind="bare" label={t('caselife.task.change_what', { what: task.text })} onPress={() => onEdit(task)}>
            {t('caselife.task.change')}
          </Button>
        ) : null}
      </div>
      <ErrorNote problem={command.problem} />
    </>
  )
}

/** Whose it is, until when, and what it is about. */
const Said = ({ task, people }: { readonly task: TaskRow; readonly people: ListProps['people'] }) => {
  const t = useT()
  const format = useFormat()
  const vocab = useVocab()
  const { view, today } = useSituation()
  const who = task.own ? (task.owner === null ? t('caselife.task.nobody') : (people[task.owner] ?? '')) : task.orgName
  const need = view.file.needs.find(({ id }) => id === task.about)
  const late = task.done === null && task.due !== null && task.due < today
  return (
    <span className={styles.said}>
      <Name text={who} />
      {task.done !== null ? <span>{t('caselife.task.done_on', { on: format.day(task.done.on, 'short') })}</span> : null}
      {task.done === null && task.due !== null ? (
        <span className={late ? styles.red : undefined}>
          {t(late ? 'caselife.task.was_due' : 'caselife.task.due', { on: format.day(task.due, 'short') })}
        </span>
      ) : null}
      {need === undefined ? null : <span>{vocab('support_type', need.kind)}</span>}
    </span>
  )
}
