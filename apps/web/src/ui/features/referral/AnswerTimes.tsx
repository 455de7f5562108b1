import { useState } from 'react'
import type { Urgency } from '@pergola/core/casework'
import type { AnswerHours } from '@pergola/core/referral'
import type { AnswerTimesView } from '../../../contract.ts'
import { Button, ErrorNote, Facts, Loading, NumberField, Section, StateMark, useToast } from '../../components/index.ts'
import { useCommand, useQuery } from '../../data/index.ts'
import { useT } from '../../i18n/index.ts'
import styles from './referral.module.css'

const URGENCIES: readonly Urgency[] = ['hours', 'days', 'weeks', 'months']
const MOST = 2160

/** How long an answer may take in this network, by urgency. A steward of the network sets it for everyone. */
export const AnswerTimes = () => {
  const t = useT()
  const { value, problem } = useQuery('answerTimes', {})
  if (value === null) return problem === null ? <Loading /> : <ErrorNote problem={problem} />
  return (
    <Section title={t('referral.times')}>
      <p className={styles.quiet}>{t('referral.times_why')}</p>
      {value.canSet ? <TimesForm key={JSON.stringify(value.hours)} value={value} /> : <Times value={value} />}
    </Section>
  )
}

const Times = ({ value }: { readonly value: AnswerTimesView }) => {
  const t = useT()
  return (
    <>
      <p>
        <StateMark state="not_permitted" /> {t('referral.times_stewards')}
      </p>
      <Facts
        items={URGENCIES.map((urgency) => ({
          label: t(`vocab.urgency.${urgency}`),
          value: t('referral.times_hours', { hours: value.hours[urgency] }),
        }))}
      />
    </>
  )
}

const isInOrder = (hours: Readonly<Record<Urgency, number | null>>): hours is AnswerHours =>
  URGENCIES.every((urgency, at) => {
    const now = hours[urgency]
    const before = URGENCIES[at - 1]
    return now !== null && now >= 1 && now <= MOST && (before === undefined || (hours[before] ?? 0) <= now)
  })

const TimesForm = ({ value }: { readonly value: AnswerTimesView }) => {
  const t = useT()
  const say = useToast()
  const command = useCommand('setAnswerTimes')
  const [hours, setHours] = useState<Readonly<Record<Urgency, number | null>>>(value.hours)
  const save = async () => {
    if (isInOrder(hours) && (await command.run({ hours })).ok) say(t('referral.times_saved'))
  }
  return (
    <form
      className={styles.times}
      onSubmit={(event) => {
        event.preventDefault()
        void save()
      }}
    >
      {URGENCIES.map((urgency) => (
        <NumberField
          key={urgency}
          label={t(`vocab.urgency.${urgency}`)}
          description={t('referral.times_hours', { hours: hours[urgency] ?? 0 })}
          value={hours[urgency]}
          min={1}
          max={MOST}
          onChange={(one) => setHours((all) => ({ ...all, [urgency]: one }))}
          isRequired
        />
      ))}
      {isInOrder(hours) ? null : <p role="alert">{t('referral.times_order')}</p>}
      <ErrorNote problem={command.problem} />
      <div>
        <Button kind="primary" type="submit" isBusy={command.busy} isDisabled={!isInOrder(hours)}>
          {t('referral.times_save')}
        </Button>
      </div>
    </form>
  )
}
