import { useState } from 'react'
import type { Day } from '@pergola/core/casework'
import type { Plan } from '@pergola/core/safety'
import { DayField, FormDialog, TextField } from '../../components/index.ts'
import { useCommand } from '../../data/index.ts'
import { useT } from '../../i18n/index.ts'
import { addDays } from '../case/relay-chart/days.ts'
import { useSituation } from '../case/situation.ts'
import { linesOf } from './lines.ts'

/** At least twice a year; the core holds it. */
const REVIEW_WITHIN_DAYS = 184
const SOON_DAYS = 90

/** Writing the plan, or looking at it again: both set the next day. */
export const PlanDialog = ({ plan, onClose }: { readonly plan: Plan | null; readonly onClose: () => void }) => {
  const t = useT()
  const { view, today } = useSituation()
  const command = useCommand('savePlan')
  const [triggers, setTriggers] = useState(plan?.triggers.join('\n') ?? '')
  const [stops, setStops] = useState(plan?.stops ?? '')
  const [emergency, setEmergency] = useState(plan?.emergency ?? '')
  const [reviewOn, setReviewOn] = useState<string>(addDays(today, SOON_DAYS))
  const latest = addDays(today, REVIEW_WITHIN_DAYS)
  const odd = reviewOn !== '' && (reviewOn <= today || reviewOn > latest)
  const save = async () => {
    const said = { triggers: linesOf(triggers), stops: stops.trim(), emergency: emergency.trim(), reviewOn: reviewOn as Day }
    if ((await command.run({ space: view.file.space, plan: said })).ok) onClose()
  }
  return (
    <FormDialog
      title={t(plan === null ? 'safety.plan.write' : 'safety.plan.review')}
      submitLabel={t('case.save')}
      onSubmit={() => void save()}
      onClose={onClose}
      command={command}
      isComplete={stops.trim() !== '' && reviewOn !== '' && !odd}
    >
      <TextField
        label={t('safety.plan.triggers')}
        description={t('safety.plan.triggers_why')}
        value={triggers}
        onChange={setTriggers}
        multiline
      />
      <TextField
        label={t('safety.plan.stops')}
        description={t('safety.plan.stops_why')}
        value={stops}
        onChange={setStops}
        maxLength={500}
        isRequired
      />
      <TextField
        label={t('safety.plan.emergency')}
        description={t('safety.plan.emergency_why')}
        value={emergency}
        onChange={setEmergency}
        multiline
        maxLength={20_000}
      />
      <DayField
        label={t('safety.plan.review_on')}
        description={t('safety.plan.review_why')}
        value={reviewOn}
        onChange={setReviewOn}
        min={addDays(today, 1)}
        max={latest}
        error={odd ? t('safety.plan.review_odd') : null}
        isRequired
      />
    </FormDialog>
  )
}
