import type { SpaceId } from '@pergola/protocol'
import { Empty, ErrorNote, Link, Loading, Note, Page } from '../../components/index.ts'
import { useQuery } from '../../data/index.ts'
import { useT } from '../../i18n/index.ts'
import { CareList } from './CareList.tsx'
import styles from './household.module.css'

/** A medical part that was shared with us: for whoever treats and does not read the file. */
export const MedicalPage = ({ space }: { readonly space: SpaceId }) => {
  const t = useT()
  const { value: medical, problem } = useQuery('medical', { space })
  const crumb = { to: '/cases', label: t('cases.title') }
  if (medical === null)
    return (
      <Page title={t('household.medical')} breadcrumb={crumb}>
        {problem === null ? <Loading /> : null}
        {problem?.type === 'gone' || problem?.type === 'not_found' ? (
          <Empty
            title={t('household.medical_gone')}
            text={t('household.medical_gone_why')}
            action={<Link to="/cases">{t('cases.title')}</Link>}
          />
        ) : (
          <ErrorNote problem={problem} />
        )}
      </Page>
    )
  const people = (medical.part?.patients ?? []).map(({ person, label }) => ({ id: person, label }))
  return (
    <Page title={t('household.medical_of', { who: medical.pseudonym })} breadcrumb={crumb}>
      <div className={styles.stack}>
        <Note icon="lock" title={t('household.shared_by', { org: medical.ownerName })}>
          {t('household.shared_by_why')}
        </Note>
        <CareList medical={medical} space={space} people={people} />
      </div>
    </Page>
  )
}
