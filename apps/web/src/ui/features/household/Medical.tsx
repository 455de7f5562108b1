import type { SpaceId } from '@pergola/protocol'
import { Empty, ErrorNote, Loading, Note } from '../../components/index.ts'
import { useQuery } from '../../data/index.ts'
import { useT } from '../../i18n/index.ts'
import { useSituation } from '../case/situation.ts'
import { CareList } from './CareList.tsx'
import { MedicalSharing } from './MedicalSharing.tsx'
import styles from './household.module.css'

/** The medical part on the page of its case: sealed apart, with readers of its own. */
export const Medical = () => {
  const t = useT()
  const { view, nameOf } = useSituation()
  const space = view.file.space as SpaceId
  const { value: medical, problem } = useQuery('medical', { space })
  if (medical === null) return problem === null ? <Loading /> : <ErrorNote problem={problem} />
  if (medical.state === 'closed')
    return (
      <Note icon="lock" title={t('household.medical_closed')}>
        {t('household.medical_closed_why', { org: medical.ownerName })}
      </Note>
    )
  if (view.file.people.length === 0) return <Empty title={t('case.people.empty')} text={t('case.people.empty_why')} />
  return (
    <div className={styles.stack}>
      <Note icon="lock" title={t('household.medical_apart')}>
        {t('household.medical_apart_why')}
      </Note>
      <CareList medical={medical} space={space} people={view.file.people.map(({ id }) => ({ id, label: nameOf(id) }))} />
      {medical.own && medical.state === 'open' ? <MedicalSharing medical={medical} space={space} /> : null}
    </div>
  )
}
