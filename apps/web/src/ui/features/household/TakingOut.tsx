import { useState } from 'react'
import type { Person, TakenOut } from '@pergola/core/casework'
import type { TakingOutView } from '../../../contract.ts'
import { Button, Checkbox, ErrorNote, FormDialog, Loading, Name, Note, RadioGroup, Section, useToast } from '../../components/index.ts'
import { useCommand, useQuery } from '../../data/index.ts'
import { useFormat, useT, useVocab } from '../../i18n/index.ts'
import { useSituation } from '../case/situation.ts'
import { TAKEN_OUT_WHYS } from './codes.ts'
import styles from './household.module.css'

/** For whoever holds the case: what it means is said first. */
export const TakeOutButton = ({ person }: { readonly person: Person }) => {
  const t = useT()
  const { rights, nameOf } = useSituation()
  const [isOpen, setOpen] = useState(false)
  if (!rights.hold) return null
  return (
    <>
      <Button label={t('household.take_out_of', { who: nameOf(person.id) })} onPress={() => setOpen(true)}>
        {t('household.take_out')}
      </Button>
      {isOpen ? <TakeOutDialog person={person} onClose={() => setOpen(false)} /> : null}
    </>
  )
}

const TakeOutDialog = ({ person, onClose }: { readonly person: Person; readonly onClose: () => void }) => {
  const t = useT()
  const vocab = useVocab()
  const say = useToast()
  const { view, nameOf } = useSituation()
  const { space } = view.file
  const found = useQuery('takingOut', { space, person: person.id })
  const command = useCommand('takeOutPerson')
  const [chosen, setWhy] = useState('')
  const [takeBack, setTakeBack] = useState(true)
  const why = TAKEN_OUT_WHYS.find((one) => one === chosen)
  const who = nameOf(person.id)
  const takeOut = async () => {
    if (why === undefined) return
    const answer = await command.run({ space, person: person.id, why, takeBack: why === 'withdrew' && takeBack })
    if (!answer.ok) return
    say(t('household.taken_out_done', { who }))
    onClose()
  }
  return (
    <FormDialog
      title={t('household.take_out_of', { who })}
      submitLabel={t('household.take_out_do')}
      onSubmit={() => void takeOut()}
      onClose={onClose}
      command={command}
      isComplete={why !== undefined && found.value?.not === null}
    >
      {found.value === null ? found.state === 'loading' ? <Loading /> : <ErrorNote problem={found.problem} /> : null}
      {found.value === null ? null : found.value.not === null ? (
        <WhatEnds leaving={found.value} />
      ) : (
        <Note kind="danger" title={t(`household.not_out_${found.value.not}`)}>
          {t(`household.not_out_${found.value.not}_do`)}
        </Note>
      )}
      <RadioGroup
        label={t('household.take_out_why')}
        value={chosen}
        onChange={setWhy}
        options={TAKEN_OUT_WHYS.map((id) => ({ id, label: vocab('taken_out_why', id) }))}
      />
      {why === 'withdrew' ? (
        <Checkbox
          label={t('household.take_out_back')}
          description={t('household.take_out_back_why')}
          value={takeBack}
          onChange={setTakeBack}
        />
      ) : null}
    </FormDialog>
  )
}

/** What happens, a line for each thing that there is. */
const WhatEnds = ({ leaving }: { readonly leaving: TakingOutView }) => {
  const t = useT()
  const format = useFormat()
  const vocab = useVocab()
  const others = leaving.covered.filter(({ ours }) => !ours).map(({ name }) => name)
  const lines = [
    leaving.needs.length === 0
      ? null
      : t('household.ends_needs', {
          count: leaving.needs.length,
          kinds: format.list(leaving.needs.map(({ kind }) => vocab('support_type', kind))),
        }),
    leaving.covered.some(({ ours }) => ours) ? t('household.ends_cover') : null,
    others.length === 0 ? null : t('household.ends_cover_others', { orgs: format.list(others) }),
    leaving.consents === 0 ? null : t('household.ends_consents', { count: leaving.consents }),
    leaving.wards.length === 0 ? null : t('household.ends_wards', { who: format.list(leaving.wards) }),
    leaving.ties === 0 ? null : t('household.ends_ties'),
    leaving.checkIns === 0 ? null : t('household.ends_check_ins'),
    leaving.identity || leaving.papers > 0 ? t('household.ends_identity', { papers: leaving.papers }) : null,
    leaving.readers.length === 0 ? null : t('household.ends_readers', { orgs: format.list(leaving.readers) }),
    t('household.ends_history'),
  ]
  return (
    <div>
      <p>{t('household.ends_lead')}</p>
      <ul className={styles.ends}>{lines.map((line) => (line === null ? null : <li key={line}>{line}</li>))}</ul>
    </div>
  )
}

/** Who was in the file before. */
export const TakenOutPeople = ({ people }: { readonly people: readonly TakenOut[] }) => {
  const t = useT()
  const format = useFormat()
  const vocab = useVocab()
  if (people.length === 0) return null
  return (
    <Section title={t('household.taken_out')}>
      <ul className={styles.rows}>
        {people.map(({ id, label, on, why }) => (
          <li key={id}>
            <span>
              <Name text={label} /> · {format.day(on)} · <span className={styles.quiet}>{vocab('taken_out_why', why)}</span>
            </span>
          </li>
        ))}
      </ul>
    </Section>
  )
}
