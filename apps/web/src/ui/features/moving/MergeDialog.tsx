import { useState } from 'react'
import { useLocation } from 'wouter'
import type { SpaceId } from '@pergola/protocol'
import { FormDialog, Loading, Select, useToast } from '../../components/index.ts'
import { useCommand, useQuery } from '../../data/index.ts'
import { useT } from '../../i18n/index.ts'
import { useSituation } from '../case/situation.ts'

const ANOTHER = ''
/** More than anyone looks through. */
const CASES = 500

/** This case into another one of ours: two officers opened one each for the same person. */
export const MergeDialog = ({ onClose }: { readonly onClose: () => void }) => {
  const t = useT()
  const say = useToast()
  const [, go] = useLocation()
  const { view } = useSituation()
  const command = useCommand('mergeCase')
  const cases = useQuery('cases', { filter: { sort: 'pseudonym' }, from: 0, count: CASES }).value
  const [into, setInto] = useState('')
  const [same, setSame] = useState<Readonly<Record<string, string>>>({})
  const own = (cases?.rows ?? []).filter((row) => row.own && row.space !== view.file.space && row.status !== 'closed')
  const chosen = own.find((row) => row.space === into)
  const save = async () => {
    if (chosen === undefined) return
    const pairs = Object.entries(same).flatMap(([from, person]) => (person === ANOTHER ? [] : [{ from, into: person }]))
    const answer = await command.run({ from: view.file.space, into: chosen.space, same: pairs })
    if (!answer.ok) return
    say(t('moving.merged', { carried: answer.value.carried, left: answer.value.left }))
    onClose()
    go(`/cases/${chosen.space}`)
  }
  return (
    <FormDialog
      title={t('moving.merge')}
      submitLabel={t('moving.merge_do')}
      onSubmit={() => void save()}
      onClose={onClose}
      command={command}
      isComplete={chosen !== undefined}
    >
      <p>{t('moving.merge_why')}</p>
      <Select
        label={t('moving.into')}
        value={into}
        onChange={(space) => {
          setInto(space)
          setSame({})
        }}
        options={own.map((row) => ({ id: row.space, label: row.pseudonym }))}
        placeholder={t('case.choose')}
        isRequired
      />
      {chosen === undefined ? null : <SamePeople into={chosen.space} same={same} onChange={setSame} />}
    </FormDialog>
  )
}

interface SamePeopleProps {
  readonly into: SpaceId
  readonly same: Readonly<Record<string, string>>
  readonly onChange: (same: Readonly<Record<string, string>>) => void
}

/** For each person here: somebody who is there already, or not. */
const SamePeople = ({ into, same, onChange }: SamePeopleProps) => {
  const t = useT()
  const { view, nameOf } = useSituation()
  const other = useQuery('case', { space: into }).value
  if (other === null) return <Loading />
  const options = [{ id: ANOTHER, label: t('moving.nobody_there') }, ...other.file.people.map(({ id, label }) => ({ id, label }))]
  return (
    <>
      {view.file.people.map(({ id }) => (
        <Select
          key={id}
          label={t('moving.who_there', { who: nameOf(id) })}
          value={same[id] ?? ANOTHER}
          onChange={(person) => onChange({ ...same, [id]: person })}
          options={options}
        />
      ))}
    </>
  )
}
