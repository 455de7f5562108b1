import { Suspense, startTransition, useState } from 'react'
import { Loading, Tabs } from '../../components/index.ts'
import { later, useLoadedAhead } from '../../frame/later.tsx'
import { useT } from '../../i18n/index.ts'
import { Overview } from './Overview.tsx'

/** Each part in a chunk of its own; all of them are fetched when the page has come to rest. */
const LATER = {
  needs: later(async () => (await import('./Needs.tsx')).Needs),
  verification: later(async () => (await import('../verification/Verification.tsx')).Verification),
  risk: later(async () => (await import('../safety/Risk.tsx')).Risk),
  plan: later(async () => (await import('../safety/PlanPart.tsx')).PlanPart),
  people: later(async () => (await import('./People.tsx')).People),
  medical: later(async () => (await import('../household/Medical.tsx')).Medical),
  referrals: later(async () => (await import('./Referrals.tsx')).Referrals),
  tasks: later(async () => (await import('../caselife/Tasks.tsx')).Tasks),
  notes: later(async () => (await import('./Notes.tsx')).Notes),
  files: later(async () => (await import('./Files.tsx')).Files),
  consent: later(async () => (await import('../consent/ConsentPart.tsx')).ConsentPart),
  sharing: later(async () => (await import('../consent/Sharing.tsx')).Sharing),
  history: later(async () => (await import('./History.tsx')).History),
}

/** The form that is open over the case. */
export const CaseForms = later(async () => (await import('./CaseDialogs.tsx')).CaseDialogs)

const AHEAD = [CaseForms, ...Object.values(LATER)]
const PARTS = { overview: Overview, ...LATER }

/** `first`: the tab that a link leads to. The tab before stays until the next can be drawn. */
export const CaseTabs = ({ first }: { readonly first: string | null }) => {
  const t = useT()
  const [selected, setSelected] = useState(first !== null && Object.hasOwn(PARTS, first) ? first : 'overview')
  useLoadedAhead(AHEAD)
  const items = Object.entries(PARTS).map(([id, Part]) => ({ id, label: t(`case.tab.${id}`), content: <Part /> }))
  return (
    <Suspense fallback={<Loading />}>
      <Tabs label={t('case.tabs')} items={items} selected={selected} onSelect={(id) => startTransition(() => setSelected(id))} />
    </Suspense>
  )
}
