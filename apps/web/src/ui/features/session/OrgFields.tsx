import type { OrgDraft } from '../../../contract.ts'
import { MultiSelect, Select, TextField } from '../../components/index.ts'
import { useCountryOptions, useLanguageOptions, useT, useVocabOptions } from '../../i18n/index.ts'
import styles from './Session.module.css'

export const ORG_KINDS: readonly OrgDraft['kind'][] = [
  'local_group',
  'regional_network',
  'fund',
  'shelter',
  'international_ngo',
  'liaison',
  'union',
  'media',
]

export const NEW_ORG: OrgDraft = { name: '', shortName: '', kind: 'local_group', countries: [], languages: [], about: '' }

interface OrgFieldsProps {
  readonly org: OrgDraft
  readonly onChange: (org: OrgDraft) => void
  /** After the first try: what is still missing is said at the field. */
  readonly isChecked: boolean
}

/** What others in the network see of an organisation. */
export const OrgFields = ({ org, onChange, isChecked }: OrgFieldsProps) => {
  const t = useT()
  const countries = useCountryOptions()
  const languages = useLanguageOptions()
  const kinds = useVocabOptions('org_kind', ORG_KINDS)
  const missing = (value: string): string | null => (isChecked && value.trim() === '' ? t('session.missing') : null)
  return (
    <>
      <TextField
        label={t('session.org.name')}
        value={org.name}
        onChange={(name) => onChange({ ...org, name })}
        isRequired
        maxLength={120}
        autoComplete="organization"
        error={missing(org.name)}
      />
      <div className={styles.two}>
        <TextField
          label={t('session.org.shortName')}
          description={t('session.org.shortName.why')}
          value={org.shortName}
          onChange={(shortName) => onChange({ ...org, shortName })}
          isRequired
          maxLength={24}
          error={missing(org.shortName)}
        />
        <Select
          label={t('session.org.kind')}
          value={org.kind}
          onChange={(kind) => onChange({ ...org, kind: kind as OrgDraft['kind'] })}
          options={kinds}
          isRequired
        />
      </div>
      <MultiSelect
        label={t('session.org.countries')}
        value={org.countries}
        onChange={(codes) => onChange({ ...org, countries: codes })}
        options={countries}
      />
      <MultiSelect
        label={t('session.org.languages')}
        value={org.languages}
        onChange={(codes) => onChange({ ...org, languages: codes })}
        options={languages}
      />
      <TextField
        label={t('session.org.about')}
        description={t('session.org.about.why')}
        value={org.about}
        onChange={(about) => onChange({ ...org, about })}
        multiline
        maxLength={2000}
      />
    </>
  )
}

export const isComplete = (org: OrgDraft): boolean => org.name.trim() !== '' && org.shortName.trim() !== ''
