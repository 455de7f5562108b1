import { useMemo, useState } from 'react'
import type { Change, Day } from '@pergola/core/casework'
import type { OrgId } from '@pergola/protocol'
import type { WhatIfView } from '../../../contract.ts'
import { Button, DayField, ErrorNote, Loading, Section, Select } from '../../components/index.ts'
import { useMember, useSteadyQuery } from '../../data/index.ts'
import { useFormat, useT, useVocab } from '../../i18n/index.ts'
import { RelayChartView } from '../case/relay-chart/RelayChartView.tsx'
import { useSituation } from '../case/situation.ts'
import { added, ended, moved, without } from './changes.ts'
import { ProposeDialog } from './ProposeDialog.tsx'
import { useChangeWords } from './changeWords.ts'
import styles from './relay.module.css'

/** The chart to think with: drag any bar, take one out, let an organisation leave, and see what opens. Nothing is written. */
export const WhatIf = ({ onDone }: { readonly onDone: () => void }) => {
  const t = useT()
  const { view, rights, nameOf } = useSituation()
  const member = useMember()
  const [changes, setChanges] = useState<readonly Change[]>([])
  const [proposing, setProposing] = useState(false)
  const found = useSteadyQuery('whatIf', { space: view.file.space, changes })
  const chart = useMemo(() => (found.value === null ? null : allOurs(found.value.chart)), [found.value])
  return (
    <Section
      title={t('relay.what_if.title')}
      actions={
        <>
          {changes.length > 0 && rights.write ? (
            <Button kind="primary" onPress={() => setProposing(true)}>
              {t('relay.what_if.propose')}
            </Button>
          ) : null}
          {changes.length > 0 ? <Button onPress={() => setChanges([])}>{t('relay.what_if.again')}</Button> : null}
          <Button onPress={onDone}>{t('relay.what_if.done')}</Button>
        </>
      }
    >
      <div className={styles.thought}>
        <p>{t('relay.what_if.how')}</p>
        <Leave onLeave={(org, from) => setChanges(added(changes, { type: 'leave', org, from }))} />
        <Thoughts changes={changes} onRemove={(place) => setChanges(without(changes, place))} />
        {found.value === null ? null : <Outcome outcome={found.value} changed={changes.length > 0} />}
        <ErrorNote problem={found.problem} />
        {chart === null ? (
          <Loading />
        ) : (
          <RelayChartView
            chart={chart}
            people={view.file.people.map((one) => ({ id: one.id, label: nameOf(one.id) }))}
            canCommit
            keysHint={t('relay.what_if.keys')}
            onPropose={({ need, from, to }) => {
              if (member !== null) setChanges(added(changes, { type: 'add', need, org: member.org, from, to }))
            }}
            onResize={(bar, from, to) => setChanges(moved(changes, bar, from, to))}
            onOpen={(item) => {
              if (item.type === 'bar') setChanges(ended(changes, item.bar.id))
            }}
          />
        )}
      </div>
      {proposing ? <ProposeDialog changes={changes} onClose={() => setProposing(false)} onProposed={onDone} /> : null}
    </Section>
  )
}

/** In thought every bar may be moved. */
const allOurs = (chart: WhatIfView['chart']): WhatIfView['chart'] => ({
  ...chart,
  rows: chart.rows.map((row) => ({ ...row, commitments: row.commitments.map((bar) => ({ ...bar, mine: true })) })),
})

const Leave = ({ onLeave }: { readonly onLeave: (org: OrgId, from: Day) => void }) => {
  const t = useT()
  const { view, today } = useSituation()
  const [org, setOrg] = useState('')
  const [from, setFrom] = useState<string>(today)
  const covering = view.chart.organisations
  if (covering.length === 0) return null
  return (
    <div className={styles.leave}>
      <Select
        label={t('relay.what_if.leaves')}
        value={org}
        onChange={setOrg}
        options={covering.map((one) => ({ id: one.org, label: one.name }))}
        placeholder={t('case.choose')}
      />
      <DayField label={t('relay.what_if.leaves_on')} value={from} onChange={setFrom} />
      <Button
        isDisabled={org === '' || from === ''}
        onPress={() => {
          onLeave(org as OrgId, from as Day)
          setOrg('')
        }}
      >
        {t('relay.what_if.look')}
      </Button>
    </div>
  )
}

const Thoughts = ({ changes, onRemove }: { readonly changes: readonly Change[]; readonly onRemove: (place: number) => void }) => {
  const t = useT()
  const words = useChangeWords()
  if (changes.length === 0) return null
  return (
    <ul className={styles.thoughts} aria-label={t('relay.what_if.thoughts')}>
      {changes.map((change, place) => (
        <li key={JSON.stringify(change)}>
          <span>{words(change)}</span>
          <Button kind="bare" icon="close" label={t('relay.what_if.take_back', { what: words(change) })} onPress={() => onRemove(place)} />
        </li>
      ))}
    </ul>
  )
}

const Outcome = ({ outcome, changed }: { readonly outcome: WhatIfView; readonly changed: boolean }) => {
  const t = useT()
  const format = useFormat()
  const vocab = useVocab()
  const { nameOf } = useSituation()
  if (!changed) return null
  return (
    <div className={styles.outcome} role="status">
      <p>
        <strong className={outcome.opensDays > 0 ? styles.red : undefined}>{t('relay.what_if.opens', { days: outcome.opensDays })}</strong>{' '}
        {outcome.closesDays > 0 ? t('relay.what_if.closes', { days: outcome.closesDays }) : null}
      </p>
      <ul className={styles.bullets}>
        {outcome.outcomes.flatMap(({ need, opens, closes }) =>
          (['opens', 'closes'] as const).flatMap((which) =>
            (which === 'opens' ? opens : closes).map(({ from, to, days }) => (
              <li key={`${need.id}${which}${from}`} className={which === 'opens' ? styles.red : undefined}>
                {t(`relay.what_if.need_${which}`, {
                  need: t('case.need_of', { need: vocab('support_type', need.kind), who: nameOf(need.person) }),
                  from: format.day(from, 'short'),
                  to: format.day(to, 'short'),
                  days,
                })}
              </li>
            )),
          ),
        )}
      </ul>
    </div>
  )
}
