import { useState } from 'react'
import type { Day } from '@pergola/core/casework'
import type { TakenPart, Teaser } from '@pergola/core/referral'
import type { ReferralView } from '../../../contract.ts'
import { Checkbox, DayField, FormDialog, NumberField, TextField } from '../../components/index.ts'
import { useCommand } from '../../data/index.ts'
import { useFormat, useT, useVocab } from '../../i18n/index.ts'
import styles from './referral.module.css'

interface PartDraft {
  /** The place of what is asked in the request, by which it is known. */
  readonly teaser: number
  readonly taken: boolean
  readonly from: string
  readonly to: string
  readonly share: number | null
}

const wholeOf = ({ from, to }: Teaser, teaser: number): PartDraft => ({ teaser, taken: true, from, to, share: 100 })

const partOf = ({ teaser, taken, from, to, share }: PartDraft): readonly TakenPart[] =>
  taken ? [{ teaser, from: from as Day, to: to as Day, share: share ?? 0 }] : []

const fits = ({ taken, from, to, share }: PartDraft, asked: Teaser): boolean =>
  !taken || (asked.from <= from && from <= to && to <= asked.to && share !== null && share >= 1 && share <= 100)

/** Which of what is asked, from when to when, and how much of it. What is left is seen by those who asked, who can ask others for it. */
export const TakeUpPartDialog = ({
  view,
  start,
  onClose,
}: {
  readonly view: ReferralView
  readonly start: string
  readonly onClose: () => void
}) => {
  const t = useT()
  const command = useCommand('takeUpPart')
  const { teasers } = view.referral
  const [drafts, setDrafts] = useState<readonly PartDraft[]>(() => teasers.map(wholeOf))
  const [text, setText] = useState(start)
  const change = (teaser: number, more: Partial<PartDraft>) =>
    setDrafts((all) => all.map((one) => (one.teaser === teaser ? { ...one, ...more } : one)))
  const parts = drafts.flatMap(partOf)
  const isComplete = parts.length > 0 && drafts.every((draft) => fits(draft, teasers[draft.teaser]!))
  const save = async () => {
    if ((await command.run({ space: view.space, parts, text: text.trim() })).ok) onClose()
  }
  return (
    <FormDialog
      title={t('referral.part')}
      submitLabel={t('referral.part_do')}
      onSubmit={() => void save()}
      onClose={onClose}
      command={command}
      isComplete={isComplete}
    >
      <p className={styles.quiet}>{t('referral.part_why', { org: view.otherName })}</p>
      {drafts.map((draft) => (
        <PartFields key={draft.teaser} teaser={teasers[draft.teaser]!} draft={draft} onChange={(more) => change(draft.teaser, more)} />
      ))}
      <TextField
        label={t('referral.text')}
        description={t('referral.text_why', { org: view.otherName })}
        value={text}
        onChange={setText}
        multiline
        maxLength={5000}
      />
    </FormDialog>
  )
}

interface PartProps {
  readonly teaser: Teaser
  readonly draft: PartDraft
  readonly onChange: (more: Partial<PartDraft>) => void
}

const PartFields = ({ teaser, draft, onChange }: PartProps) => {
  const t = useT()
  const vocab = useVocab()
  const format = useFormat()
  const outside = !fits(draft, teaser)
  return (
    <fieldset className={styles.part}>
      <legend>{vocab('support_type', teaser.kind)}</legend>
      <Checkbox label={t('referral.part_take')} value={draft.taken} onChange={(taken) => onChange({ taken })} />
      {draft.taken ? (
        <>
          <div className={styles.does}>
            <DayField
              label={t('referral.part_from')}
              value={draft.from}
              min={teaser.from}
              max={teaser.to}
              onChange={(from) => onChange({ from })}
              isRequired
            />
            <DayField
              label={t('referral.part_to')}
              value={draft.to}
              min={teaser.from}
              max={teaser.to}
              onChange={(to) => onChange({ to })}
              error={draft.from !== '' && draft.to !== '' && draft.to < draft.from ? t('case.ends_before') : null}
              isRequired
            />
            <NumberField
              label={t('referral.part_share')}
              description={t('referral.part_share_why')}
              value={draft.share}
              min={1}
              max={100}
              onChange={(share) => onChange({ share })}
              isRequired
            />
          </div>
          {outside ? <p role="alert">{t('referral.part_outside', { from: format.day(teaser.from), to: format.day(teaser.to) })}</p> : null}
        </>
      ) : null}
    </fieldset>
  )
}
