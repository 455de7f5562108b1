import { useState } from 'react'
import type { Day, NeedAnswers } from '@pergola/core/casework'
import { Button, DayField, MultiSelect, NumberField, TextField } from '../../components/index.ts'
import { useCountryOptions, useT, useVocabOptions } from '../../i18n/index.ts'
import { TARGETS } from '../directory/codes.ts'
import styles from './match.module.css'

type Told = { readonly [N in keyof NeedAnswers]?: Required<NeedAnswers>[N] | null }

interface AnswerProps {
  readonly asks: keyof NeedAnswers
  readonly busy: boolean
  readonly onTell: (answers: Told) => void
}

/** Groups that everyone here belongs to, or that are asked for by themselves. */
const NOT_ASKED: readonly string[] = ['any', 'defenders', 'activists', 'organisations', 'media_organisations', 'shelters', 'families']
const GROUPS = TARGETS.filter((code) => !NOT_ASKED.includes(code))

/** The field that fits the question. */
export const AnswerForm = (props: AnswerProps) => {
  switch (props.asks) {
    case 'groups':
      return <Groups {...props} />
    case 'unsafeCountries':
      return <Countries {...props} />
    case 'incidentOn':
      return <Incident {...props} />
    case 'workMonths':
    case 'referees':
      return <Count {...props} asks={props.asks} />
    case 'amount':
      return <Amount {...props} />
    default:
      return <YesOrNo {...props} />
  }
}

const YesOrNo = ({ asks, busy, onTell }: AnswerProps) => {
  const t = useT()
  return (
    <div className={styles.asking} role="group" aria-label={t(`match.q.${asks}`)}>
      <Button isBusy={busy} onPress={() => onTell({ [asks]: true })}>
        {t('match.yes')}
      </Button>
      <Button isBusy={busy} onPress={() => onTell({ [asks]: false })}>
        {t('match.no')}
      </Button>
    </div>
  )
}

const Tell = ({ busy, isComplete, onPress }: { readonly busy: boolean; readonly isComplete: boolean; readonly onPress: () => void }) => {
  const t = useT()
  return (
    <Button isBusy={busy} isDisabled={!isComplete} onPress={onPress}>
      {t('match.tell')}
    </Button>
  )
}

const Groups = ({ busy, onTell }: AnswerProps) => {
  const t = useT()
  const options = useVocabOptions('target_group', GROUPS)
  const [groups, setGroups] = useState<readonly string[]>([])
  return (
    <>
      <MultiSelect
        label={t('match.field.groups')}
        description={t('match.groups_why')}
        value={groups}
        onChange={setGroups}
        options={options}
        isRequired
      />
      <Tell busy={busy} isComplete onPress={() => onTell({ groups })} />
    </>
  )
}

const Countries = ({ busy, onTell }: AnswerProps) => {
  const t = useT()
  const options = useCountryOptions()
  const [unsafeCountries, setCountries] = useState<readonly string[]>([])
  return (
    <>
      <MultiSelect
        label={t('match.field.countries')}
        description={t('match.unsafe_why')}
        value={unsafeCountries}
        onChange={setCountries}
        options={options}
        isRequired
      />
      <Tell busy={busy} isComplete onPress={() => onTell({ unsafeCountries })} />
    </>
  )
}

const Incident = ({ busy, onTell }: AnswerProps) => {
  const t = useT()
  const [on, setOn] = useState('')
  return (
    <>
      <DayField label={t('match.field.day')} value={on} onChange={setOn} isRequired />
      <Tell busy={busy} isComplete={on !== ''} onPress={() => onTell({ incidentOn: on as Day })} />
    </>
  )
}

const Count = ({ asks, busy, onTell }: AnswerProps & { readonly asks: 'workMonths' | 'referees' }) => {
  const t = useT()
  const [count, setCount] = useState<number | null>(null)
  return (
    <>
      <NumberField
        label={t(asks === 'workMonths' ? 'match.field.months' : 'match.field.count')}
        value={count}
        onChange={setCount}
        min={0}
        max={asks === 'referees' ? 100 : 1200}
        isRequired
      />
      <Tell busy={busy} isComplete={count !== null && count >= 0} onPress={() => onTell({ [asks]: count })} />
    </>
  )
}

const Amount = ({ busy, onTell }: AnswerProps) => {
  const t = useT()
  const [amount, setAmount] = useState<number | null>(null)
  const [currency, setCurrency] = useState('EUR')
  const code = currency.trim().toUpperCase()
  return (
    <>
      <NumberField label={t('match.field.amount')} value={amount} onChange={setAmount} min={1} isRequired />
      <TextField
        label={t('match.currency')}
        description={t('match.currency_why')}
        value={currency}
        onChange={setCurrency}
        maxLength={3}
        isRequired
      />
      <Tell
        busy={busy}
        isComplete={amount !== null && amount > 0 && /^[A-Z]{3}$/.test(code)}
        onPress={() => amount !== null && onTell({ amount: { amount, currency: code } })}
      />
    </>
  )
}
