import { useState } from 'react'
import type { DecisionFunction, DefenderDecision, DefenderTest, OtherAtRisk } from '@pergola/core/verification'
import { Checkbox, FormDialog, Note, RadioGroup, Select, TextField } from '../../components/index.ts'
import { useCommand } from '../../data/index.ts'
import { useFormat, useT, useVocab, useVocabOptions } from '../../i18n/index.ts'
import { useSituation } from '../case/situation.ts'
import { DECISIONS, OF_OURSELVES, OF_THE_PERSON, OTHERS } from './codes.ts'
import { useVerifying } from './context.ts'
import styles from './verification.module.css'

/** My decision, with reasons. A refusal names the failed test, and nothing else can be a reason. */
export const OpinionDialog = ({ onClose }: { readonly onClose: () => void }) => {
  const t = useT()
  const vocab = useVocab()
  const { view } = useSituation()
  const { found } = useVerifying()
  const command = useCommand('giveOpinion')
  const { verification, me, mine } = found
  const before = verification.opinions.find((one) => one.round === verification.round && one.person === me.person)
  const [role, setRole] = useState<string>(mine.functions[0] ?? '')
  const [decision, setDecision] = useState<string>(before?.decision ?? '')
  const [failed, setFailed] = useState<readonly DefenderTest[]>(before?.failed ?? [])
  const [keptTo, setKeptTo] = useState<readonly DefenderTest[]>(before?.keptTo ?? [])
  const [other, setOther] = useState<string>(before?.other ?? '')
  const [reasons, setReasons] = useState(before?.reasons ?? '')
  const refuses = decision === 'not_defender'
  const elsewhere = decision === 'at_risk_other'
  const grounded = !refuses || (failed.length > 0 && keptTo.length === OF_OURSELVES.length)
  const save = async () => {
    const opinion = {
      function: role as DecisionFunction,
      decision: decision as DefenderDecision,
      failed: refuses ? failed : [],
      other: elsewhere ? (other as OtherAtRisk) : null,
      keptTo: refuses ? keptTo : [],
      reasons: reasons.trim(),
    }
    if ((await command.run({ space: view.file.space, opinion })).ok) onClose()
  }
  return (
    <FormDialog
      title={t('verification.decide')}
      submitLabel={t('verification.decide_do')}
      onSubmit={() => void save()}
      onClose={onClose}
      command={command}
      isComplete={decision !== '' && grounded && (!elsewhere || other !== '') && reasons.trim() !== ''}
    >
      <Role value={role} onChange={setRole} />
      <RadioGroup
        label={t('verification.decision_of')}
        value={decision}
        onChange={setDecision}
        options={DECISIONS.map((id) => ({ id, label: vocab('defender_decision', id), description: t(`verification.means.${id}`) }))}
      />
      <Doubt decision={decision} />
      {refuses ? <Refusal failed={failed} onFailed={setFailed} keptTo={keptTo} onKeptTo={setKeptTo} /> : null}
      {elsewhere ? <WhoElse value={other} onChange={setOther} /> : null}
      <TextField
        label={t('verification.reasons')}
        description={t('verification.reasons_why')}
        value={reasons}
        onChange={setReasons}
        multiline
        maxLength={5000}
        isRequired
      />
    </FormDialog>
  )
}

const Role = ({ value, onChange }: { readonly value: string; readonly onChange: (role: string) => void }) => {
  const t = useT()
  const vocab = useVocab()
  const { functions } = useVerifying().found.mine
  const [only] = functions
  if (functions.length === 1 && only !== undefined)
    return <p className={styles.quiet}>{t('verification.you_decide_as', { role: vocab('decision_function', only) })}</p>
  return (
    <RadioGroup
      label={t('verification.role')}
      value={value}
      onChange={onChange}
      options={functions.map((id) => ({ id, label: vocab('decision_function', id), description: t(`verification.role_means.${id}`) }))}
    />
  )
}

const WhoElse = ({ value, onChange }: { readonly value: string; readonly onChange: (other: string) => void }) => {
  const t = useT()
  return (
    <Select
      label={t('verification.who_else')}
      value={value}
      onChange={onChange}
      options={useVocabOptions('other_at_risk', OTHERS)}
      placeholder={t('case.choose')}
      isRequired
    />
  )
}

/** Says when a decision goes against what the tests found. */
const Doubt = ({ decision }: { readonly decision: string }) => {
  const t = useT()
  const format = useFormat()
  const vocab = useVocab()
  const { tests } = useVerifying().found.verification
  const against = tests.filter(({ test, finding }) => OF_THE_PERSON.includes(test) && finding === 'not_met')
  if (decision !== 'defender' || against.length === 0) return null
  return (
    <Note title={t('verification.against')}>
      {t('verification.against_why', { tests: format.list(against.map(({ test }) => vocab('defender_test', test))) })}
    </Note>
  )
}

interface RefusalProps {
  readonly failed: readonly DefenderTest[]
  readonly onFailed: (tests: readonly DefenderTest[]) => void
  readonly keptTo: readonly DefenderTest[]
  readonly onKeptTo: (tests: readonly DefenderTest[]) => void
}

const chosen = (all: readonly DefenderTest[], test: DefenderTest, isIn: boolean): readonly DefenderTest[] =>
  isIn ? [...all.filter((one) => one !== test), test] : all.filter((one) => one !== test)

const Refusal = ({ failed, onFailed, keptTo, onKeptTo }: RefusalProps) => {
  const t = useT()
  const vocab = useVocab()
  return (
    <>
      <fieldset className={styles.choices}>
        <legend>{t('verification.which_failed')}</legend>
        {OF_THE_PERSON.map((test) => (
          <Checkbox
            key={test}
            label={vocab('defender_test', test)}
            description={t(`verification.failed_means.${test}`)}
            value={failed.includes(test)}
            onChange={(isIn) => onFailed(chosen(failed, test, isIn))}
          />
        ))}
      </fieldset>
      <fieldset className={styles.choices}>
        <legend>{t('verification.i_kept_to')}</legend>
        {OF_OURSELVES.map((test) => (
          <Checkbox
            key={test}
            label={t(`verification.kept.${test}`)}
            value={keptTo.includes(test)}
            onChange={(isIn) => onKeptTo(chosen(keptTo, test, isIn))}
          />
        ))}
      </fieldset>
      <p className={styles.quiet}>{t('verification.no_other_reason')}</p>
    </>
  )
}
