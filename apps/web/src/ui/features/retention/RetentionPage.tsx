import { ErrorNote, Loading, Page } from '../../components/index.ts'
import { useQuery } from '../../data/index.ts'
import { useT } from '../../i18n/index.ts'
import { DueAlerts } from './DueAlerts.tsx'
import { DueList } from './DueList.tsx'
import { Farewells } from './Farewells.tsx'
import { Proposals } from './Proposals.tsx'
import { Records } from './Records.tsx'
import { Rules } from './Rules.tsx'

/** How long cases are kept, what is due, what two people decided, and what is left. */
export const RetentionPage = () => {
  const t = useT()
  const found = useQuery('retention', {})
  return (
    <Page title={t('retention.title')} lead={t('retention.lead')} breadcrumb={{ to: '/settings', label: t('frame.settings') }}>
      {found.state === 'loading' ? <Loading /> : null}
      <ErrorNote problem={found.problem} />
      <Farewells />
      {found.value === null ? null : (
        <>
          <Proposals view={found.value} />
          <DueList view={found.value} />
          <DueAlerts view={found.value} />
          <Rules view={found.value} />
          <Records records={found.value.records} />
        </>
      )}
    </Page>
  )
}
