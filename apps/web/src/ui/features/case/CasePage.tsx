import { Suspense, useCallback, useMemo, useState } from 'react'
import type { SpaceId } from '@pergola/protocol'
import type { CaseView } from '../../../contract.ts'
import { Empty, ErrorNote, Link, Loading, Note, Page, StateMark } from '../../components/index.ts'
import { useQuery } from '../../data/index.ts'
import { usePrinting } from '../../frame/printing.ts'
import { useFormat, useT } from '../../i18n/index.ts'
import { CaseActions } from './CaseActions.tsx'
import { CaseFacts } from './CaseFacts.tsx'
import { CaseSheet } from './CaseSheet.tsx'
import { CaseForms, CaseTabs } from './CaseTabs.tsx'
import { NoticesToUs } from '../consent/NoticesToUs.tsx'
import { useMarkSeen } from '../consent/seen.ts'
import { type Form, nameIn, rightsIn, type Situation, SituationContext } from './situation.ts'

export const CasePage = ({ space, tab = null }: { readonly space: string; readonly tab?: string | null }) => {
  const t = useT()
  const found = useQuery('case', { space: space as SpaceId })
  const crumb = { to: '/cases', label: t('cases.title') }
  if (found.value !== null && found.value.goneSince !== null) return <GoneCase view={found.value} since={found.value.goneSince} />
  if (found.value !== null) return <CaseScreen key={space} view={found.value} tab={tab} />
  return (
    <Page title={t('case.title')} breadcrumb={crumb}>
      {found.state === 'loading' ? <Loading /> : null}
      {found.problem?.type === 'not_found' ? <NotHere space={space as SpaceId} /> : <ErrorNote problem={found.problem} />}
    </Page>
  )
}

/**
 * Who treated never had the file, and a new device has nothing of what went before it: that something was taken back is said, and
 * answered, here.
 */
const NotHere = ({ space }: { readonly space: SpaceId }) => {
  const t = useT()
  const notices = useQuery('noticesToUs', { caseSpace: space })
  if (notices.value === null && notices.state === 'loading') return <Loading />
  const wasHere = (notices.value ?? []).length > 0
  return (
    <>
      <Empty
        title={t('case.not_found')}
        text={t(wasHere ? 'case.not_found_taken_back' : 'case.not_found_why')}
        action={<Link to="/cases">{t('cases.title')}</Link>}
      />
      <NoticesToUs caseSpace={space} />
    </>
  )
}

/** Taken back: what was shown here is put away, and only this is left to say. */
const GoneCase = ({ view, since }: { readonly view: CaseView; readonly since: number }) => {
  const t = useT()
  const format = useFormat()
  return (
    <Page
      title={view.file.pseudonym}
      breadcrumb={{ to: '/cases', label: t('cases.title') }}
      lead={t('case.held_by_once', { org: view.ownerName })}
    >
      <Note icon="gone" title={t('case.gone', { org: view.ownerName, since: format.instant(since) })}>
        {t('case.gone_why')}
      </Note>
      <NoticesToUs caseSpace={view.file.space} />
    </Page>
  )
}

const CaseScreen = ({ view, tab }: { readonly view: CaseView; readonly tab: string | null }) => {
  const t = useT()
  const [form, setForm] = useState<Form | null>(null)
  const printing = usePrinting()
  useMarkSeen(view)
  const close = useCallback(() => setForm(null), [])
  const situation = useMemo<Situation>(
    () => ({ view, rights: rightsIn(view), today: view.chart.today, open: setForm, nameOf: (person) => nameIn(view, person) }),
    [view],
  )
  return (
    <SituationContext.Provider value={situation}>
      <Page
        title={view.file.pseudonym}
        breadcrumb={{ to: '/cases', label: t('cases.title') }}
        actions={<CaseActions />}
        lead={view.pending > 0 ? <StateMark state="pending" /> : undefined}
      >
        <CaseFacts />
        <Standing view={view} />
        {printing ? <CaseSheet /> : <CaseTabs key={tab} first={tab} />}
      </Page>
      <Suspense>{form === null ? null : <CaseForms key={JSON.stringify(form)} form={form} onClose={close} />}</Suspense>
    </SituationContext.Provider>
  )
}

/** What one cannot do here, and why. */
const Standing = ({ view }: { readonly view: CaseView }) => {
  const t = useT()
  if (view.canWrite) return null
  return (
    <Note icon="forbidden" title={t('case.reading_only')}>
      {t('case.reading_only_why', { org: view.ownerName })}
    </Note>
  )
}
