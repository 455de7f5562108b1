import { useState } from 'react'
import type { LadderStep } from '@pergola/core/safety'
import type { SafetyView, WatchView } from '../../../contract.ts'
import {
  Button,
  ConfirmButton,
  Copyable,
  Dialog,
  Empty,
  ErrorNote,
  Link,
  Name,
  Note,
  Person,
  Section,
  Time,
} from '../../components/index.ts'
import { useCommand, useQuery } from '../../data/index.ts'
import { useFormat, useT, useVocab } from '../../i18n/index.ts'
import { useSituation } from '../case/situation.ts'
import { AgreeDialog } from './AgreeDialog.tsx'
import { HeardDialog } from './HeardDialog.tsx'
import { timeText } from './lines.ts'
import styles from './safety.module.css'

type Form =
  | { readonly form: 'agree'; readonly watch: WatchView | null }
  | { readonly form: 'heard'; readonly watch: WatchView }
  | { readonly form: 'receipt'; readonly receipt: string | null; readonly link: string }

/** When they say that they are well, and who does what when they do not. */
export const CheckIns = ({ safety }: { readonly safety: SafetyView }) => {
  const t = useT()
  const { rights } = useSituation()
  const [form, setForm] = useState<Form | null>(null)
  const close = () => setForm(null)
  const standing = safety.watches.filter(({ schedule }) => !schedule.stopped)
  const actions = (
    <>
      <Link kind="quiet" to="/duty">
        {t('safety.duty.open')}
      </Link>
      {rights.write ? (
        <Button kind={standing.length === 0 ? 'primary' : 'quiet'} onPress={() => setForm({ form: 'agree', watch: null })}>
          {t('safety.check_in.agree')}
        </Button>
      ) : null}
    </>
  )
  return (
    <Section title={t('safety.check_ins')} actions={actions}>
      {standing.length === 0 ? <Empty title={t('safety.check_ins.empty')} text={t('safety.check_ins.empty_why')} /> : null}
      {standing.map((watch) => (
        <Watch
          key={watch.schedule.id}
          watch={watch}
          safety={safety}
          onHeard={() => setForm({ form: 'heard', watch })}
          onEdit={() => setForm({ form: 'agree', watch })}
          onConversation={(receipt, link) => setForm({ form: 'receipt', receipt, link })}
        />
      ))}
      {form?.form === 'agree' ? <AgreeDialog watch={form.watch} safety={safety} onClose={close} /> : null}
      {form?.form === 'heard' ? <HeardDialog watch={form.watch} onClose={close} /> : null}
      {form?.form === 'receipt' ? <ReceiptDialog receipt={form.receipt} link={form.link} onClose={close} /> : null}
    </Section>
  )
}

interface WatchProps {
  readonly watch: WatchView
  readonly safety: SafetyView
  readonly onHeard: () => void
  readonly onEdit: () => void
  readonly onConversation: (receipt: string | null, link: string) => void
}

const Watch = ({ watch, safety, onHeard, onEdit, onConversation }: WatchProps) => {
  const t = useT()
  const { nameOf, rights, view } = useSituation()
  const { schedule } = watch
  const stop = useCommand('stopCheckIns')
  const converse = useCommand('openCheckInConversation')
  const open = async () => {
    const answer = await converse.run({ space: view.file.space, schedule: schedule.id })
    if (answer.ok) onConversation(answer.value.receipt, answer.value.link)
  }
  return (
    <div className={styles.card}>
      <div className={styles.cardHead}>
        <div>
          <h3>
            <Name text={nameOf(schedule.person)} />
          </h3>
          <p>
            <How watch={watch} />
          </p>
          <Where watch={watch} />
        </div>
        {rights.write && watch.ours ? (
          <div className={styles.does}>
            <Button kind={watch.alarm === null ? 'quiet' : 'primary'} onPress={onHeard}>
              {t('safety.heard')}
            </Button>
            {schedule.alert === null ? (
              <Button onPress={() => void open()} isDisabled={converse.busy}>
                {t('safety.conversation')}
              </Button>
            ) : null}
            <Button onPress={onEdit}>{t('safety.edit')}</Button>
            {watch.alarm === null ? (
              <ConfirmButton
                label={t('safety.check_in.stop')}
                question={t('safety.check_in.stop_question')}
                confirmLabel={t('safety.check_in.stop')}
                onConfirm={() => void stop.run({ space: view.file.space, id: schedule.id })}
              />
            ) : null}
          </div>
        ) : null}
      </div>
      <ErrorNote problem={stop.problem ?? converse.problem} />
      <AlarmNote watch={watch} safety={safety} />
      <Ladder ladder={schedule.ladder} reached={watch.alarm?.reached.length ?? 0} safety={safety} />
      <Signs watch={watch} safety={safety} />
    </div>
  )
}

/** The agreement in one line. */
const How = ({ watch: { schedule, words } }: { readonly watch: WatchView }) => {
  const t = useT()
  const format = useFormat()
  const often =
    schedule.everyMinutes > 0
      ? t('safety.every', { minutes: schedule.everyMinutes, hours: schedule.everyMinutes / 60, unit: unitOf(schedule.everyMinutes) })
      : t('safety.at_times', { times: format.list(schedule.times.map(timeText)), zone: schedule.zone })
  const parts = [
    often,
    t('safety.grace', { minutes: schedule.graceMinutes }),
    t(schedule.alert === null ? 'safety.by_officer' : 'safety.by_receipt'),
    ...(words.well ? [t('safety.word_agreed')] : []),
    ...(words.duress ? [t('safety.duress_agreed')] : []),
    ...(schedule.until === null ? [] : [t('safety.until', { when: format.instant(schedule.until) })]),
  ]
  return <>{parts.join(' · ')}</>
}

const unitOf = (minutes: number): 'hours' | 'minutes' => (minutes % 60 === 0 ? 'hours' : 'minutes')

const Where = ({ watch: { state, due, last } }: { readonly watch: WatchView }) => {
  const t = useT()
  const format = useFormat()
  return (
    <p className={styles.quiet}>
      {last === null ? t('safety.never_heard') : t('safety.last_heard', { when: format.instant(last.at) })}
      {due === null || state === 'alarm' ? '' : ` · ${t(state === 'late' ? 'safety.late' : 'safety.due', { when: format.instant(due) })}`}
      {state === 'ended' ? ` · ${t('safety.ended')}` : ''}
    </p>
  )
}

/** Said by each person for themselves; it hides the alarm from nobody. */
const AlarmNote = ({ watch: { alarm, onIt }, safety }: { readonly watch: WatchView; readonly safety: SafetyView }) => {
  const t = useT()
  const format = useFormat()
  const { view, rights } = useSituation()
  const command = useCommand('sayOnIt')
  // Somebody may have been heard from elsewhere, and this device does not know.
  const offline = useQuery('sync', {}).value?.connection === 'offline'
  if (alarm === null) return null
  const names = onIt.map((person) => safety.people[person] ?? '').filter((name) => name !== '')
  return (
    <Note
      kind="danger"
      title={t(`safety.alarm.${alarm.cause}`, { when: format.instant(alarm.since) })}
      action={
        rights.write && !onIt.includes(safety.me) ? (
          <Button kind="primary" onPress={() => void command.run({ space: view.file.space, alarm: alarm.id })}>
            {t('safety.on_it')}
          </Button>
        ) : undefined
      }
    >
      {offline ? <p>{t('safety.offline')}</p> : null}
      {names.length === 0 ? t('safety.nobody_on_it') : t('safety.are_on_it', { who: format.list(names) })}
      <ErrorNote problem={command.problem} />
    </Note>
  )
}

const useWhoOn = (safety: SafetyView): ((step: LadderStep) => string) => {
  const t = useT()
  return ({ who, id }) => {
    if (who === 'duty') return t('safety.ladder.duty')
    if (who === 'person') return safety.members.find(({ person }) => person === id)?.name ?? t('safety.ladder.somebody')
    return safety.organisations.find(({ org }) => org === id)?.name ?? t('safety.ladder.organisation')
  }
}

const Ladder = ({
  ladder,
  reached,
  safety,
}: {
  readonly ladder: readonly LadderStep[]
  readonly reached: number
  readonly safety: SafetyView
}) => {
  const t = useT()
  const vocab = useVocab()
  const whoOn = useWhoOn(safety)
  if (ladder.length === 0) return <p className={styles.quiet}>{t('safety.ladder.none')}</p>
  return (
    <ol className={styles.lines}>
      {ladder.map((step, at) => (
        <li key={`${step.afterMinutes}${step.id}${step.act}`} className={at < reached ? styles.red : undefined}>
          <span>
            {t('safety.after', { minutes: step.afterMinutes, hours: step.afterMinutes / 60, unit: unitOf(step.afterMinutes) })}{' '}
            <Name text={whoOn(step)} /> {vocab('check_in_act', step.act)}
          </span>
          <Missing step={step} safety={safety} />
        </li>
      ))}
    </ol>
  )
}

/** What keeps a rung from working, while there is time to see to it. */
const Missing = ({ step, safety }: { readonly step: LadderStep; readonly safety: SafetyView }) => {
  const t = useT()
  const org = step.who === 'org' ? safety.organisations.find((one) => one.org === step.id) : undefined
  if (org === undefined) return null
  if (step.act === 'open_packet' && safety.packets?.length === 0)
    return <span className={styles.quiet}>{t('safety.ladder.no_packet')}</span>
  if (step.act === 'open_packet' && !org.mayHavePacket) return <span className={styles.quiet}>{t('safety.ladder.no_consent')}</span>
  if (step.act !== 'open_packet' && !org.hasFile) return <span className={styles.quiet}>{t('safety.ladder.no_file')}</span>
  return null
}

const Signs = ({ watch: { checkIns }, safety }: { readonly watch: WatchView; readonly safety: SafetyView }) => {
  const t = useT()
  const vocab = useVocab()
  if (checkIns.length === 0) return null
  return (
    <details className={styles.more}>
      <summary>{t('safety.signs', { count: checkIns.length })}</summary>
      <ol className={styles.rows}>
        {checkIns.map((one) => (
          <li key={one.id}>
            <span>
              <span className={one.says === 'well' ? undefined : styles.red}>{vocab('check_in_says', one.says)}</span>
              {one.text === '' ? null : (
                <>
                  {': '}
                  <Name text={one.text} />
                </>
              )}
            </span>
            <span className={styles.quiet}>
              <Time value={one.at} /> · {one.how === 'receipt' ? t('safety.by_receipt') : <Person id={one.by} people={safety.people} />}
            </span>
          </li>
        ))}
      </ol>
    </details>
  )
}

/** Shown once: the words are kept nowhere, so they are handed over now. */
const ReceiptDialog = ({
  receipt,
  link,
  onClose,
}: {
  readonly receipt: string | null
  readonly link: string
  readonly onClose: () => void
}) => {
  const t = useT()
  return (
    <Dialog
      title={t('safety.receipt')}
      isOpen
      onClose={onClose}
      actions={
        <Button kind="primary" onPress={onClose}>
          {t('safety.receipt.done')}
        </Button>
      }
    >
      <p>{t(receipt === null ? 'safety.receipt.theirs' : 'safety.receipt.once')}</p>
      {receipt === null ? null : <Copyable text={receipt} label={t('safety.receipt.words')} />}
      <Copyable text={link} label={t('safety.receipt.link')} />
    </Dialog>
  )
}
