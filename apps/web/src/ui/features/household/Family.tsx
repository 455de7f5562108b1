import { useState } from 'react'
import type { Tie } from '@pergola/core/household'
import type { HouseholdView } from '../../../contract.ts'
import { Button, Checkbox, ConfirmButton, ErrorNote, FormDialog, Section, Select } from '../../components/index.ts'
import { useCommand } from '../../data/index.ts'
import { useT, useVocab } from '../../i18n/index.ts'
import { useSituation } from '../case/situation.ts'
import { TIE_KINDS } from './codes.ts'
import { FamilyPicture } from './FamilyPicture.tsx'
import styles from './household.module.css'

/** How the people of a case belong to one another. */
export const Family = ({ household }: { readonly household: HouseholdView }) => {
  const t = useT()
  const { rights } = useSituation()
  const [form, setForm] = useState<Tie | 'new' | null>(null)
  if (household.people.length < 2) return null
  const add = rights.write ? (
    <Button icon="plus" onPress={() => setForm('new')}>
      {t('household.add_tie')}
    </Button>
  ) : null
  return (
    <Section title={t('household.family')} actions={add}>
      {household.graph.ties.length === 0 ? (
        <p className={styles.quiet}>{t('household.no_ties')}</p>
      ) : (
        <>
          <FamilyPicture graph={household.graph} />
          <ul className={styles.rows}>
            {household.graph.ties.map((tie) => (
              <li key={`${tie.a}${tie.b}`}>
                <OneTie tie={tie} onEdit={() => setForm(tie)} />
              </li>
            ))}
          </ul>
        </>
      )}
      {form === null ? null : <TieDialog start={form === 'new' ? null : form} onClose={() => setForm(null)} />}
    </Section>
  )
}

const OneTie = ({ tie, onEdit }: { readonly tie: Tie; readonly onEdit: () => void }) => {
  const t = useT()
  const vocab = useVocab()
  const { view, rights, nameOf } = useSituation()
  const end = useCommand('endTie')
  const said = t('household.tie', {
    a: nameOf(tie.a),
    kind: vocab('tie_kind', tie.kind),
    b: nameOf(tie.b),
    together: tie.together ? 'yes' : 'no',
  })
  return (
    <>
      <span>{said}</span>
      {rights.write ? (
        <span className={styles.does}>
          <Button label={t('household.change_of', { what: said })} onPress={onEdit}>
            {t('household.change')}
          </Button>
          <ConfirmButton
            kind="bare"
            label={t('household.end_tie')}
            question={t('household.end_tie_question')}
            confirmLabel={t('household.end_tie')}
            onConfirm={() => void end.run({ space: view.file.space, a: tie.a, b: tie.b })}
          />
        </span>
      ) : null}
      <ErrorNote problem={end.problem} />
    </>
  )
}

const TieDialog = ({ start, onClose }: { readonly start: Tie | null; readonly onClose: () => void }) => {
  const t = useT()
  const vocab = useVocab()
  const { view, nameOf } = useSituation()
  const command = useCommand('saveTie')
  const people = view.file.people.map(({ id }) => ({ id, label: nameOf(id) }))
  const [a, setA] = useState(start?.a ?? people[0]?.id ?? '')
  const [kind, setKind] = useState<string>(start?.kind ?? 'parent')
  const [b, setB] = useState(start?.b ?? people[1]?.id ?? '')
  const [together, setTogether] = useState(start?.together ?? true)
  const save = async () => {
    const tie = { a, b, kind: TIE_KINDS.find((one) => one === kind) ?? 'relative', together }
    if ((await command.run({ space: view.file.space, tie })).ok) onClose()
  }
  return (
    <FormDialog
      title={t(start === null ? 'household.add_tie' : 'household.change_tie')}
      submitLabel={t('case.save')}
      onSubmit={() => void save()}
      onClose={onClose}
      command={command}
      isComplete={a !== '' && b !== '' && a !== b}
    >
      <Select label={t('household.first')} value={a} onChange={setA} options={people} isRequired />
      <Select
        label={t('household.is')}
        value={kind}
        onChange={setKind}
        options={TIE_KINDS.map((id) => ({ id, label: vocab('tie_kind', id) }))}
        isRequired
      />
      <Select label={t('household.second')} value={b} onChange={setB} options={people.filter(({ id }) => id !== a)} isRequired />
      <Checkbox label={t('household.under_one_roof')} value={together} onChange={setTogether} />
    </FormDialog>
  )
}
