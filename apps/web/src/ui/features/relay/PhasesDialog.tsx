import { useState } from 'react'
import type { Day, PhaseKind } from '@pergola/core/casework'
import { Button, DayField, FormDialog, Select } from '../../components/index.ts'
import { useCommand } from '../../data/index.ts'
import { useCountryOptions, useFormat, useT } from '../../i18n/index.ts'
import { useSituation } from '../case/situation.ts'
import styles from './relay.module.css'

const KINDS: readonly PhaseKind[] = ['in_country', 'in_exile', 'return']

/** The long way: from when on the defender is in the country, in exile, on the way back. */
export const PhasesDialog = ({ onClose }: { readonly onClose: () => void }) => {
  const t = useT()
  const countries = useCountryOptions()
  const { view, today } = useSituation()
  const command = useCommand('savePhase')
  const [kind, setKind] = useState<string>('in_exile')
  const [from, setFrom] = useState<string>(today)
  const [place, setPlace] = useState('')
  const save = async () => {
    const begins = { kind: KINDS.find((one) => one === kind) ?? 'in_country', from: from as Day, place }
    const known = view.chart.phases.find((one) => one.from === from)
    if ((await command.run({ space: view.file.space, ...begins, ...(known === undefined ? {} : { id: known.id }) })).ok) onClose()
  }
  return (
    <FormDialog
      title={t('relay.phases.title')}
      submitLabel={t('relay.phases.add')}
      onSubmit={() => void save()}
      onClose={onClose}
      command={command}
      isComplete={from !== ''}
    >
      <p className={styles.quiet}>{t('relay.phases.why')}</p>
      <Known />
      <Select
        label={t('relay.phases.kind')}
        value={kind}
        onChange={setKind}
        options={KINDS.map((id) => ({ id, label: t(`vocab.phase.${id}`) }))}
        isRequired
      />
      <DayField label={t('relay.phases.from')} value={from} onChange={setFrom} isRequired />
      <Select
        label={t('relay.phases.place')}
        description={t('case.country_why')}
        value={place}
        onChange={setPlace}
        options={countries}
        placeholder={t('case.country_none')}
      />
    </FormDialog>
  )
}

/** Those of when the dialog opened: one that is being saved would push the button away from under the press. */
const Known = () => {
  const t = useT()
  const format = useFormat()
  const { view } = useSituation()
  const command = useCommand('removePhase')
  const [before] = useState(() => new Set(view.chart.phases.map(({ id }) => id)))
  const phases = view.chart.phases.filter(({ id }) => before.has(id))
  if (phases.length === 0) return null
  return (
    <ul className={styles.thoughts}>
      {phases.map((one) => {
        const words = t('relay.phases.line', {
          kind: t(`vocab.phase.${one.kind}`),
          from: format.day(one.from),
          place: one.place === '' ? '' : format.place(one.place),
          where: one.place === '' ? 'no' : 'yes',
        })
        return (
          <li key={one.id}>
            <span>{words}</span>
            <Button
              kind="bare"
              icon="close"
              label={t('relay.phases.take_out', { what: words })}
              onPress={() => void command.run({ space: view.file.space, id: one.id })}
            />
          </li>
        )
      })}
    </ul>
  )
}
