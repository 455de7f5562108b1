import { useCallback, useMemo, useState } from 'react'
import type { Day } from '@pergola/core/casework'
import { Button, Countdown, Empty, ErrorNote, Link, Name, Section, useToast } from '../../components/index.ts'
import { useCommand } from '../../data/index.ts'
import { useFormat, useT, useVocab } from '../../i18n/index.ts'
import { CoverFacts } from '../relay/CoverFacts.tsx'
import { Owed } from '../relay/Owed.tsx'
import { PhasesDialog } from '../relay/PhasesDialog.tsx'
import { WhatIf } from '../relay/WhatIf.tsx'
import { daysBetween } from './relay-chart/days.ts'
import type { Proposal } from './relay-chart/drafting.ts'
import type { Item } from './relay-chart/items.ts'
import { RelayChartView } from './relay-chart/RelayChartView.tsx'
import { useSituation } from './situation.ts'
import styles from './case.module.css'

/** The whole situation: who covers what, who it is about, which clocks run. */
export const Overview = () => {
  const t = useT()
  const { view, rights, open } = useSituation()
  const [thinking, setThinking] = useState(false)
  const [phases, setPhases] = useState(false)
  return (
    <div className={styles.stack}>
      {view.file.summary === '' ? null : (
        <p className={styles.prose} dir="auto">
          {view.file.summary}
        </p>
      )}
      {thinking ? (
        <WhatIf onDone={() => setThinking(false)} />
      ) : (
        <Section
          title={t('case.relay')}
          actions={
            <>
              {view.chart.rows.length > 0 ? <Button onPress={() => setThinking(true)}>{t('relay.what_if.begin')}</Button> : null}
              {rights.hold && view.chart.rows.length > 0 ? (
                <Button onPress={() => setPhases(true)}>{t('relay.phases.begin')}</Button>
              ) : null}
              {rights.write && view.file.people.length > 0 ? (
                <Button icon="plus" onPress={() => open({ form: 'need', need: null })}>
                  {t('case.need.add')}
                </Button>
              ) : null}
            </>
          }
        >
          {view.chart.rows.length === 0 ? <NoNeeds /> : <Chart />}
        </Section>
      )}
      {phases ? <PhasesDialog onClose={() => setPhases(false)} /> : null}
      <div className={styles.columns}>
        <PeopleInShort />
        <Clocks />
        <Owed />
      </div>
    </div>
  )
}

const NoNeeds = () => {
  const t = useT()
  const { view, rights, open } = useSituation()
  const nobody = view.file.people.length === 0
  return (
    <Empty
      title={t(nobody ? 'case.people.empty' : 'case.needs.empty')}
      text={rights.write ? t(nobody ? 'case.people.empty_why' : 'case.needs.empty_why') : t('case.empty_reading')}
      action={
        rights.write ? (
          <Button kind="primary" onPress={() => open(nobody ? { form: 'person', person: null } : { form: 'need', need: null })}>
            {t(nobody ? 'case.person.add' : 'case.need.add')}
          </Button>
        ) : undefined
      }
    />
  )
}

const Chart = () => {
  const t = useT()
  const format = useFormat()
  const say = useToast()
  const { view, rights, open, nameOf } = useSituation()
  const { run, problem } = useCommand('commit')
  const { space } = view.file
  const [read, setRead] = useState<{ readonly bar: string; readonly need: string } | null>(null)
  const row = view.chart.rows.find((one) => one.need.id === read?.need)
  const cover = row?.commitments.find((one) => one.id === read?.bar)
  const bars = view.chart.rows.flatMap((row) => row.commitments)
  const people = useMemo(() => view.file.people.map((one) => ({ id: one.id, label: nameOf(one.id) })), [view.file.people, nameOf])

  const onPropose = useCallback((proposal: Proposal) => open({ form: 'commitment', draft: proposal }), [open])
  const onOpen = useCallback(
    (item: Item) => {
      if (item.type === 'handover') return open({ form: 'handover', before: item.handover.before, after: item.handover.after })
      if (item.type === 'bar' && !(item.bar.mine && rights.write)) return setRead({ bar: item.bar.id, need: item.row.need.id })
      if (!rights.write) return undefined
      if (item.type === 'gap') return open({ form: 'commitment', draft: { need: item.row.need.id, from: item.gap.from, to: item.gap.to } })
      if (item.bar.mine) return open({ form: 'commitment', draft: item.bar })
      return undefined
    },
    [open, rights],
  )
  const onResize = async (id: string, from: Day, to: Day) => {
    const bar = bars.find((one) => one.id === id)
    if (bar === undefined) return
    const { need, state, stopGap, note } = bar
    const kept = { space, id, need, state, stopGap, note }
    if (!(await run({ ...kept, from, to })).ok) return
    say(
      t('case.commitment.moved', { from: format.day(from), to: format.day(to), days: daysBetween(from, to) }),
      () => void run({ ...kept, from: bar.from, to: bar.to }),
    )
  }
  return (
    <>
      <RelayChartView
        chart={view.chart}
        people={people}
        canCommit={rights.write}
        onPropose={onPropose}
        onResize={(id, from, to) => void onResize(id, from, to)}
        onOpen={onOpen}
      />
      <ErrorNote problem={problem} />
      {row === undefined || cover === undefined ? null : <CoverFacts bar={cover} row={row} onClose={() => setRead(null)} />}
    </>
  )
}

const PeopleInShort = () => {
  const t = useT()
  const format = useFormat()
  const { view, nameOf } = useSituation()
  return (
    <Section title={t('case.tab.people')}>
      {view.file.people.length === 0 ? <p className={styles.quiet}>{t('case.people.empty')}</p> : null}
      <ul className={styles.rows}>
        {view.file.people.map((person) => (
          <li key={person.id}>
            <span>
              <Name text={nameOf(person.id)} />
              {nameOf(person.id) === person.label ? null : (
                <span className={styles.quiet}>
                  {' '}
                  <Name text={person.label} />
                </span>
              )}
            </span>
            <span className={styles.quiet}>{format.list(person.languages.map(format.language))}</span>
          </li>
        ))}
      </ul>
    </Section>
  )
}

const Clocks = () => {
  const t = useT()
  const vocab = useVocab()
  const { view } = useSituation()
  const running = view.referrals
    .filter((one) => one.state === 'waiting' || one.state === 'asked')
    .toSorted((a, b) => a.answerBy - b.answerBy)
  return (
    <Section title={t('case.clocks')}>
      {running.length === 0 ? <p className={styles.quiet}>{t('case.clocks_none')}</p> : null}
      <ul className={styles.rows}>
        {running.map((one) => (
          <li key={one.space}>
            <Link to={`/referrals/${one.space}`}>{t('case.clock', { kind: vocab('support_type', one.kind), org: one.otherName })}</Link>
            <Countdown until={one.answerBy} />
          </li>
        ))}
      </ul>
    </Section>
  )
}
