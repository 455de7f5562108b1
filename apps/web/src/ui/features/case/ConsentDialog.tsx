import { useState } from 'react'
import type { Consent, Day } from '@pergola/core/casework'
import { DayField, FormDialog, RadioGroup, Select } from '../../components/index.ts'
import { useCommand } from '../../data/index.ts'
import { useT } from '../../i18n/index.ts'
import { useChoices } from './choices.ts'
import { useOtherOrganisations } from './queries.ts'
import { useSituation } from './situation.ts'

const HOW = ['spoken', 'written', 'message', 'through_trusted_person'] as const

interface ConsentDialogProps {
  readonly start: Pick<Consent, 'person' | 'scope' | 'org'> | null
  readonly onClose: () => void
}

/** One answer to one question, dated, and how it was given. */
export const ConsentDialog = ({ start, onClose }: ConsentDialogProps) => {
  const t = useT()
  const { view, today, nameOf } = useSituation()
  const choices = useChoices()
  const others = useOtherOrganisations()
  const command = useCommand('giveConsent')
  const [person, setPerson] = useState(start?.person ?? view.file.people[0]?.id ?? '')
  const [scope, setScope] = useState(start?.scope ?? 'share_network')
  const [org, setOrg] = useState<string>(start?.org ?? '')
  const [given, setGiven] = useState('yes')
  const [on, setOn] = useState<string>(today)
  const [how, setHow] = useState<string>('spoken')
  const [until, setUntil] = useState('')
  const names = scope === 'share_named_org'
  const save = async () => {
    const consent = {
      person,
      scope,
      org: names ? (org as NonNullable<Consent['org']>) : null,
      given: given === 'yes',
      on: on as Day,
      how: HOW.find((one) => one === how) ?? 'spoken',
      until: until === '' ? null : (until as Day),
    }
    if ((await command.run({ space: view.file.space, consent })).ok) onClose()
  }
  return (
    <FormDialog
      title={t('case.consent.add')}
      submitLabel={t('case.save')}
      onSubmit={() => void save()}
      onClose={onClose}
      command={command}
      isComplete={person !== '' && on !== '' && (!names || org !== '')}
    >
      <Select
        label={t('case.consent.who')}
        value={person}
        onChange={setPerson}
        options={view.file.people.map((one) => ({ id: one.id, label: nameOf(one.id) }))}
        isRequired
      />
      <Select label={t('case.consent.what')} value={scope} onChange={setScope} options={choices.scopes} isRequired />
      {names ? (
        <Select label={t('case.consent.org')} value={org} onChange={setOrg} options={others} placeholder={t('case.choose')} isRequired />
      ) : null}
      <RadioGroup
        label={t('case.consent.answer')}
        value={given}
        onChange={setGiven}
        options={[
          { id: 'yes', label: t('case.consent.yes') },
          { id: 'no', label: t('case.consent.no') },
        ]}
      />
      <Select
        label={t('case.consent.how')}
        value={how}
        onChange={setHow}
        options={HOW.map((id) => ({ id, label: t(`vocab.consent_how.${id}`) }))}
        isRequired
      />
      <DayField label={t('case.consent.on')} value={on} onChange={setOn} max={today} isRequired />
      <DayField label={t('case.consent.until')} description={t('case.consent.until_why')} value={until} onChange={setUntil} min={today} />
    </FormDialog>
  )
}
