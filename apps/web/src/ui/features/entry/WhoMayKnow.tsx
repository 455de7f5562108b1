import type { Visibility } from '@pergola/core/directory'
import { DayField, MultiSelect, RadioGroup } from '../../components/index.ts'
import { type OrgId, useQuery } from '../../data/index.ts'
import { useT, useVocab } from '../../i18n/index.ts'
import { VISIBILITIES } from '../directory/codes.ts'
import type { PartProps } from './EntryDialog.tsx'
import { namesOrgs } from './form.ts'
import styles from './entry.module.css'

/** Who is told of this entry; single facts may be kept closer. */
export const WhoMayKnow = ({ form, set }: PartProps) => {
  const t = useT()
  const vocab = useVocab()
  const { value } = useQuery('network', {})
  const others = (value?.organisations ?? []).filter(({ own }) => !own)
  const isMatch = form.visibility === 'match'
  return (
    <div className={styles.part}>
      <RadioGroup
        label={t('entry.visibility')}
        value={form.visibility}
        onChange={(visibility) => set('visibility')(visibility as Visibility)}
        options={VISIBILITIES.map((id) => ({ id, label: vocab('visibility', id), description: t(`entry.visibility.${id}`) }))}
      />
      {namesOrgs(form) ? (
        <MultiSelect
          label={t('entry.audience')}
          {...(isMatch && { description: t('entry.audience_match') })}
          value={form.audience}
          onChange={(orgs) => set('audience')(orgs as readonly OrgId[])}
          options={others.map(({ profile }) => ({ id: profile.org, label: profile.name }))}
          isRequired={!isMatch}
        />
      ) : null}
      <DayField label={t('entry.review_on')} description={t('entry.review_on_why')} value={form.reviewOn} onChange={set('reviewOn')} />
    </div>
  )
}
