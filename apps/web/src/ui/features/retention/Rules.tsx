import { useState } from 'react'
import type { RetentionRule, RetentionView } from '../../../contract.ts'
import { Button, Checkbox, ErrorNote, FormDialog, NumberField, Section, useToast } from '../../components/index.ts'
import { useCommand } from '../../data/index.ts'
import { useT } from '../../i18n/index.ts'
import styles from './retention.module.css'

const LEAST = 1
const MOST = 240

/** Months after closing, by how a case was closed. What stands here before a steward turned it on is a suggestion. */
export const Rules = ({ view }: { readonly view: RetentionView }) => {
  const t = useT()
  const [editing, setEditing] = useState<RetentionRule | null>(null)
  const keep = useCommand('setKept')
  const { kept, isSteward } = view
  return (
    <Section title={t('retention.rules')}>
      <p className={styles.measure}>{t(isSteward ? 'retention.rules.why' : 'retention.rules.steward')}</p>
      <ul className={styles.rows}>
        {view.rules.map((rule) => (
          <li key={rule.id}>
            <div className={styles.said}>
              <p>{t(`retention.rule.${rule.id}`)}</p>
              <p className={styles.soft}>{t(saidOf(rule), { months: rule.months })}</p>
            </div>
            {isSteward ? <Button onPress={() => setEditing(rule)}>{t('retention.rule_change')}</Button> : null}
          </li>
        ))}
      </ul>
      <h3 className={styles.small}>{t('retention.kept')}</h3>
      <p className={styles.measure}>{t('retention.kept_why')}</p>
      <Checkbox
        label={t('retention.kept.kinds')}
        value={kept.kinds}
        onChange={(kinds) => void keep.run({ ...kept, kinds })}
        isDisabled={!isSteward || keep.busy}
      />
      <Checkbox
        label={t('retention.kept.outcomes')}
        value={kept.outcomes}
        onChange={(outcomes) => void keep.run({ ...kept, outcomes })}
        isDisabled={!isSteward || keep.busy}
      />
      <ErrorNote problem={keep.problem} />
      {editing === null ? null : <RuleDialog rule={editing} onClose={() => setEditing(null)} />}
    </Section>
  )
}

/** A conversation is not closed: its months count from its last word. */
const saidOf = ({ id, on }: RetentionRule) =>
  id === 'alert' ? (on ? 'retention.rule_on_alert' : 'retention.rule_off_alert') : on ? 'retention.rule_on' : 'retention.rule_off'

const RuleDialog = ({ rule, onClose }: { readonly rule: RetentionRule; readonly onClose: () => void }) => {
  const t = useT()
  const say = useToast()
  const command = useCommand('setRetentionRule')
  const [months, setMonths] = useState<number | null>(rule.months)
  const [on, setOn] = useState(rule.on)
  const isComplete = months !== null && months >= LEAST && months <= MOST
  const save = async () => {
    if (months === null || !(await command.run({ id: rule.id, months, on })).ok) return
    say(t('retention.rule_saved'))
    onClose()
  }
  return (
    <FormDialog
      title={t(`retention.rule.${rule.id}`)}
      submitLabel={t('retention.rule_save')}
      onSubmit={() => void save()}
      onClose={onClose}
      command={command}
      isComplete={isComplete}
    >
      <NumberField
        label={t(rule.id === 'alert' ? 'retention.months_alert' : 'retention.months')}
        description={t('retention.months_why')}
        value={months}
        onChange={setMonths}
        min={LEAST}
        max={MOST}
        isRequired
      />
      <Checkbox label={t('retention.rule_turn_on')} description={t('retention.rule_turn_on_why')} value={on} onChange={setOn} />
    </FormDialog>
  )
}
