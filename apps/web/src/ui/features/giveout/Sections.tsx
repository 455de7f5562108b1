import type { GiveOutDraft, Section, SectionOffer } from '../../../contract.ts'
import { Checkbox } from '../../components/index.ts'
import { useFormat, useT } from '../../i18n/index.ts'
import { SECTIONS } from './acts.ts'
import styles from './giveout.module.css'

interface SectionsProps {
  readonly draft: GiveOutDraft
  readonly chosen: readonly Section[]
  readonly onChange: (chosen: readonly Section[]) => void
}

/** Each part of the case: whether it goes, or who has not agreed to it. */
export const Sections = ({ draft, chosen, onChange }: SectionsProps) => {
  const t = useT()
  const offered = SECTIONS.flatMap((section) => draft.sections.filter((one) => one.section === section && (one.count > 0 || !one.readable)))
  if (offered.length === 0) return <p>{t('giveout.empty')}</p>
  return (
    <fieldset className={styles.sections}>
      <legend className={styles.quiet}>{t('giveout.parts_why')}</legend>
      {offered.map((offer) => (
        <Offer
          key={offer.section}
          offer={offer}
          draft={draft}
          value={chosen.includes(offer.section)}
          onChange={(on) => onChange(SECTIONS.filter((one) => (one === offer.section ? on : chosen.includes(one))))}
        />
      ))}
    </fieldset>
  )
}

interface OfferProps {
  readonly offer: SectionOffer
  readonly draft: GiveOutDraft
  readonly value: boolean
  readonly onChange: (value: boolean) => void
}

const Offer = ({ offer: { section, count, allowed, missing, readable }, draft, value, onChange }: OfferProps) => {
  const t = useT()
  const format = useFormat()
  const many =
    section === 'files' ? t('giveout.files', { count: draft.files, size: format.bytes(draft.fileBytes) }) : t('giveout.records', { count })
  const why = !readable
    ? t('giveout.not_readable')
    : allowed
      ? many
      : missing.length === 0
        ? t('giveout.nobody_asked')
        : t('giveout.left_out', { who: format.list(missing) })
  const goes = allowed && readable
  return <Checkbox label={t(`giveout.section.${section}`)} description={why} value={value && goes} onChange={onChange} isDisabled={!goes} />
}
