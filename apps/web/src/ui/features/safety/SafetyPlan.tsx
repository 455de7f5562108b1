import { useState } from 'react'
import type { PlanStep } from '@pergola/core/safety'
import type { SafetyView } from '../../../contract.ts'
import { Button, ConfirmButton, Empty, ErrorNote, Facts, Link, Name, Section } from '../../components/index.ts'
import { useCommand } from '../../data/index.ts'
import { useFormat, useT } from '../../i18n/index.ts'
import { useSituation } from '../case/situation.ts'
import { PlanDialog } from './PlanDialog.tsx'
import { StepDialog } from './StepDialog.tsx'
import styles from './safety.module.css'

type Form = { readonly form: 'plan' } | { readonly form: 'step'; readonly step: PlanStep | null }

export const SafetyPlan = ({ safety }: { readonly safety: SafetyView }) => {
  const t = useT()
  const { view, rights } = useSituation()
  const [form, setForm] = useState<Form | null>(null)
  const { plan, steps } = safety
  const actions = (
    <>
      {plan === null && steps.length === 0 ? null : (
        <Link kind="quiet" to={`/carry/${view.file.space}`}>
          {t('safety.carry.open')}
        </Link>
      )}
      {rights.write ? <Button onPress={() => setForm({ form: 'step', step: null })}>{t('safety.step.add')}</Button> : null}
      {rights.hold ? (
        <Button kind={plan === null ? 'primary' : 'quiet'} onPress={() => setForm({ form: 'plan' })}>
          {t(plan === null ? 'safety.plan.write' : 'safety.plan.review')}
        </Button>
      ) : null}
    </>
  )
  return (
    <Section title={t('safety.plan')} actions={actions}>
      {plan === null && steps.length === 0 ? <Empty title={t('safety.plan.empty')} text={t('safety.plan.empty_why')} /> : null}
      <Agreed safety={safety} />
      {steps.length === 0 ? null : (
        <ol className={styles.rows}>
          {steps.map((step) => (
            <li key={step.id}>
              <Step step={step} safety={safety} onEdit={() => setForm({ form: 'step', step })} />
            </li>
          ))}
        </ol>
      )}
      {form?.form === 'plan' ? <PlanDialog plan={plan} onClose={() => setForm(null)} /> : null}
      {form?.form === 'step' ? <StepDialog step={form.step} safety={safety} onClose={() => setForm(null)} /> : null}
    </Section>
  )
}

const Agreed = ({ safety: { plan } }: { readonly safety: SafetyView }) => {
  const t = useT()
  const format = useFormat()
  const { today } = useSituation()
  if (plan === null) return null
  const isDue = plan.reviewOn <= today
  return (
    <>
      <Facts
        items={[
          { label: t('safety.plan.written'), value: format.day(plan.writtenOn) },
          {
            label: t('safety.plan.review_on'),
            value: (
              <span className={isDue ? styles.red : undefined}>
                {t(isDue ? 'safety.plan.due' : 'safety.plan.on', { day: format.day(plan.reviewOn) })}
              </span>
            ),
          },
          { label: t('safety.plan.stops'), value: <Name text={plan.stops} /> },
        ]}
      />
      {plan.triggers.length === 0 ? null : (
        <>
          <h3>{t('safety.plan.triggers')}</h3>
          <ul className={styles.carryList}>
            {plan.triggers.map((line) => (
              <li key={line}>
                <Name text={line} />
              </li>
            ))}
          </ul>
        </>
      )}
      {plan.emergency === '' ? null : (
        <>
          <h3>{t('safety.plan.emergency')}</h3>
          <p className={styles.prose}>
            <Name text={plan.emergency} />
          </p>
        </>
      )}
    </>
  )
}

const Step = ({ step, safety, onEdit }: { readonly step: PlanStep; readonly safety: SafetyView; readonly onEdit: () => void }) => {
  const t = useT()
  const format = useFormat()
  const { view, rights, today, nameOf } = useSituation()
  const save = useCommand('savePlanStep')
  const drop = useCommand('dropPlanStep')
  const owner = safety.members.find(({ person }) => person === step.owner)?.name ?? nameOf(step.owner)
  const isLate = step.doneOn === null && step.due !== null && step.due < today
  const { id, text, carry, due } = step
  const ours = rights.write && safety.ours === step.org
  const mark = (doneOn: PlanStep['doneOn']): void =>
    void save.run({ space: view.file.space, id, step: { text, carry, owner: step.owner, due, doneOn } })
  return (
    <>
      <span>
        <span className={step.doneOn === null ? undefined : styles.done}>
          <Name text={text} />
        </span>
        <br />
        <span className={styles.quiet}>
          {owner === '' ? t('safety.step.nobody') : <Name text={owner} />}
          {step.doneOn !== null ? ` · ${t('safety.step.done_on', { day: format.day(step.doneOn) })}` : ''}
          {step.doneOn === null && due !== null ? ' · ' : ''}
          {step.doneOn === null && due !== null ? (
            <span className={isLate ? styles.red : undefined}>{t('safety.step.due', { day: format.day(due) })}</span>
          ) : null}
        </span>
        <ErrorNote problem={save.problem ?? drop.problem} />
      </span>
      {ours ? (
        <span className={styles.does}>
          <Button onPress={() => mark(step.doneOn === null ? today : null)}>
            {t(step.doneOn === null ? 'safety.step.done' : 'safety.step.undo')}
          </Button>
          <Button onPress={onEdit}>{t('safety.edit')}</Button>
          <ConfirmButton
            label={t('safety.step.drop')}
            question={t('safety.step.drop_question')}
            confirmLabel={t('safety.step.drop')}
            onConfirm={() => void drop.run({ space: view.file.space, id })}
          />
        </span>
      ) : null}
    </>
  )
}
