import { useState } from 'react'
import type { Day } from '@pergola/core/casework'
import type { DefenderTest, Evidence, EvidenceSide, Reliability } from '@pergola/core/verification'
import { DayField, FormDialog, MultiSelect, RadioGroup, Select, TextField } from '../../components/index.ts'
import { useCommand } from '../../data/index.ts'
import { useT, useVocabOptions } from '../../i18n/index.ts'
import { useSituation } from '../case/situation.ts'
import { RELIABILITIES, SIDES, TESTS } from './codes.ts'
import { useVerifying } from './context.ts'

const blank = (today: string) => ({
  tests: [] as readonly string[],
  side: 'for' as string,
  text: '',
  source: '',
  reliability: 'unsure' as string,
  on: today,
  file: '',
})
const startOf = ({ tests, side, text, source, reliability, on, file }: Evidence): ReturnType<typeof blank> => ({
  tests,
  side,
  text,
  source,
  reliability,
  on,
  file: file ?? '',
})

/** One piece: what it is about, for or against, what it says, who says so, and how far that is to be relied on. */
export const EvidenceDialog = ({ id, onClose }: { readonly id: string | null; readonly onClose: () => void }) => {
  const t = useT()
  const { view, today } = useSituation()
  const { found } = useVerifying()
  const command = useCommand('saveEvidence')
  const before = found.verification.evidence.find((piece) => piece.id === id)
  const [said, setSaid] = useState(before === undefined ? blank(today) : startOf(before))
  const set = (name: keyof typeof said) => (value: string) => setSaid((all) => ({ ...all, [name]: value }))
  const save = async () => {
    const evidence = {
      tests: said.tests as readonly DefenderTest[],
      side: said.side as EvidenceSide,
      text: said.text.trim(),
      source: said.source.trim(),
      reliability: said.reliability as Reliability,
      on: said.on as Day,
      file: said.file === '' ? null : said.file,
    }
    if ((await command.run({ space: view.file.space, evidence, ...(id === null ? {} : { id }) })).ok) onClose()
  }
  return (
    <FormDialog
      title={t(id === null ? 'verification.evidence_add' : 'verification.evidence_edit')}
      submitLabel={t('case.save')}
      onSubmit={() => void save()}
      onClose={onClose}
      command={command}
      isComplete={said.tests.length > 0 && said.text.trim() !== '' && said.source.trim() !== '' && said.on !== ''}
    >
      <Fields said={said} set={set} onTests={(tests) => setSaid((all) => ({ ...all, tests }))} />
    </FormDialog>
  )
}

interface FieldsProps {
  readonly said: ReturnType<typeof blank>
  readonly set: (name: keyof ReturnType<typeof blank>) => (value: string) => void
  readonly onTests: (tests: readonly string[]) => void
}

const Fields = ({ said, set, onTests }: FieldsProps) => {
  const t = useT()
  const { view, today } = useSituation()
  return (
    <>
      <MultiSelect
        label={t('verification.about_tests')}
        value={said.tests}
        onChange={onTests}
        options={useVocabOptions('defender_test', TESTS)}
        isRequired
      />
      <RadioGroup
        label={t('verification.side')}
        value={said.side}
        onChange={set('side')}
        options={useVocabOptions('evidence_side', SIDES)}
      />
      <TextField
        label={t('verification.text')}
        description={t('verification.text_why')}
        value={said.text}
        onChange={set('text')}
        multiline
        maxLength={5000}
        isRequired
      />
      <TextField
        label={t('verification.source')}
        description={t('verification.source_why')}
        value={said.source}
        onChange={set('source')}
        maxLength={120}
        isRequired
      />
      <Select
        label={t('verification.reliability')}
        value={said.reliability}
        onChange={set('reliability')}
        options={useVocabOptions('reliability', RELIABILITIES)}
        isRequired
      />
      <DayField label={t('verification.on')} value={said.on} onChange={set('on')} max={today} isRequired />
      {view.file.files.length === 0 ? null : (
        <Select
          label={t('verification.file')}
          value={said.file}
          onChange={set('file')}
          options={view.file.files.map((file) => ({ id: file.id, label: file.name }))}
          placeholder={t('verification.file_none')}
        />
      )}
    </>
  )
}
