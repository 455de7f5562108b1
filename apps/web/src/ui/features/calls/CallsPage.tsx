import { useState } from 'react'
import type { CallRow, Problem } from '../../../contract.ts'
import { Button, Checkbox, Empty, ErrorNote, Link, Loading, MultiSelect, Name, Page, useToast } from '../../components/index.ts'
import { useCommand, useMayInNetwork, usePergola, useSteadyQuery } from '../../data/index.ts'
import { useFormat, useT, useVocab } from '../../i18n/index.ts'
import { useChoices, usePlaceName } from '../case/choices.ts'
import { saveAs } from '../../components/saving.ts'
import { DirectoryNav } from '../directory/DirectoryNav.tsx'
import { entryAddress } from '../directory/ServiceList.tsx'
import { CallDialog } from './CallDialog.tsx'
import { Deadline } from './Deadline.tsx'
import { OwnActions } from './OwnActions.tsx'
import lists from '../directory/lists.module.css'
import styles from './calls.module.css'

/** Who gives something to those who ask in time; the one that closes first comes first. */
export const CallsPage = () => {
  const t = useT()
  const choices = useChoices()
  const mayWrite = useMayInNetwork('contributor')
  const [kinds, setKinds] = useState<readonly string[]>([])
  const [withOver, setWithOver] = useState(false)
  const [editing, setEditing] = useState<CallRow | 'new' | null>(null)
  const calls = useSteadyQuery('openCalls', { ...(kinds.length > 0 && { kinds }), ...(withOver && { withOver }) })
  return (
    <Page
      title={t('directory.room.calls')}
      lead={t('calls.lead')}
      actions={
        <>
          <Calendar rows={calls.value ?? []} />
          {mayWrite ? (
            <Button kind="primary" icon="plus" onPress={() => setEditing('new')}>
              {t('calls.add')}
            </Button>
          ) : null}
        </>
      }
    >
      <DirectoryNav />
      <div className={styles.filters}>
        <MultiSelect label={t('directory.kind')} value={kinds} onChange={setKinds} options={choices.kinds} isRequired />
        <Checkbox label={t('calls.with_over')} value={withOver} onChange={setWithOver} />
      </div>
      <ErrorNote problem={calls.problem} />
      {calls.state === 'loading' ? <Loading /> : null}
      {calls.value?.length === 0 ? <Empty title={t('calls.empty')} text={t('calls.empty_why')} /> : null}
      <ul className={lists.list}>
        {(calls.value ?? []).map((row) => (
          <li key={row.call.id}>
            <CallLines row={row} onEdit={() => setEditing(row)} canEdit={mayWrite && row.own} />
          </li>
        ))}
      </ul>
      {editing === null ? null : <CallDialog row={editing === 'new' ? null : editing} onClose={() => setEditing(null)} />}
    </Page>
  )
}

/** The deadlines that the page shows, as a file for the calendar one uses anyway. */
const Calendar = ({ rows }: { readonly rows: readonly CallRow[] }) => {
  const t = useT()
  const say = useToast()
  const pergola = usePergola()
  const [problem, setProblem] = useState<Problem | null>(null)
  const ids = rows.filter(({ call, state }) => call.closesOn !== null && state !== 'over').map(({ call }) => call.id)
  if (ids.length === 0) return null
  const save = async () => {
    const answer = await pergola.ask('callsCalendar', { ids })
    if (!answer.ok) return setProblem(answer.problem)
    setProblem(null)
    saveAs(answer.value.name, 'text/calendar', new TextEncoder().encode(answer.value.text))
    say(t('calls.calendar_saved'))
  }
  return (
    <>
      <Button icon="today" onPress={() => void save()}>
        {t('calls.calendar')}
      </Button>
      <ErrorNote problem={problem} />
    </>
  )
}

interface CallLinesProps {
  readonly row: CallRow
  readonly canEdit: boolean
  readonly onEdit: () => void
}

const CallLines = ({ row, canEdit, onEdit }: CallLinesProps) => {
  const t = useT()
  const vocab = useVocab()
  const format = useFormat()
  const placeName = usePlaceName()
  const remove = useCommand('removeCall')
  const { call } = row
  const amount =
    call.amountMax === null ? '' : t('calls.up_to', { amount: format.number(call.amountMax.amount), currency: call.amountMax.currency })
  const facts = [format.items(call.kinds.map((kind) => vocab('support_type', kind))), format.items(call.regions.map(placeName)), amount]
  return (
    <>
      <div className={lists.head}>
        <h2>
          <Name text={call.title} />
        </h2>
        <Deadline row={row} />
      </div>
      <p className={lists.quiet}>
        <Name text={row.orgName} />
        {facts.filter((fact) => fact !== '').map((fact) => ` · ${fact}`)}
      </p>
      {call.about === '' ? null : (
        <p className={styles.about} dir="auto">
          {call.about}
        </p>
      )}
      {call.link === '' ? null : (
        <p>
          <bdi dir="ltr">{call.link}</bdi>
        </p>
      )}
      <div className={styles.buttons}>
        {call.service === null ? null : <Link to={entryAddress(call.service)}>{row.serviceName}</Link>}
        {canEdit ? <OwnActions id={call.id} title={call.title} remove={remove} onEdit={onEdit} /> : null}
      </div>
    </>
  )
}
