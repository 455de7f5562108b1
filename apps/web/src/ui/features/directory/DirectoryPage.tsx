import { useCallback, useState } from 'react'
import { Button, Empty, ErrorNote, Loading, Page } from '../../components/index.ts'
import { useWorldMap } from '../../components/map/useWorldMap.ts'
import { useMayInNetwork, useQuery } from '../../data/index.ts'
import { useT } from '../../i18n/index.ts'
import { useListKeys } from '../cases/keys.ts'
import { EntryDialog } from '../entry/EntryDialog.tsx'
import { ExchangeActions } from '../exchange/ExchangeActions.tsx'
import { Changes } from './Changes.tsx'
import { DirectoryNav } from './DirectoryNav.tsx'
import { Finder } from './Finder.tsx'
import { type Asking, type Look, isAsking, useQuestion } from './filters.ts'
import { PrintedList } from './PrintedList.tsx'
import { SavedSearches } from './SavedSearches.tsx'
import { ServiceList } from './ServiceList.tsx'
import { ServiceMap } from './ServiceMap.tsx'
import { useDirectoryWindow } from './window.ts'
import styles from './directory.module.css'

/** Who can help, with what, for whom: asked by words and choices, answered as a list or on a map. */
export const DirectoryPage = () => {
  const t = useT()
  const asking = useQuestion()
  const { shown, problem, onRange } = useDirectoryWindow(asking.filter)
  const [adding, setAdding] = useState(false)
  const [printing, setPrinting] = useState(false)
  const onPrinted = useCallback(() => setPrinting(false), [])
  useWorldMap()
  const mayWrite = useMayInNetwork('contributor')
  const list = useListKeys(() => setAdding(mayWrite))
  return (
    <Page
      title={t('directory.title')}
      lead={t('directory.lead')}
      actions={
        <>
          <ExchangeActions />
          {mayWrite ? (
            <Button kind="primary" icon="plus" onPress={() => setAdding(true)}>
              {t('directory.add')}
            </Button>
          ) : null}
        </>
      }
    >
      <DirectoryNav />
      <Changes />
      <Finder asking={asking} facets={shown?.page.facets ?? null} total={shown?.page.total ?? null} />
      <div className={styles.bar}>
        <SavedSearches asking={asking} />
        <Looks asking={asking} onPrint={() => setPrinting(true)} />
      </div>
      <ErrorNote problem={problem} />
      {shown === null && problem === null ? <Loading /> : null}
      {printing ? <PrintedList filter={asking.filter} onPrinted={onPrinted} /> : null}
      {shown !== null && asking.look === 'map' ? <ServiceMap asking={asking} facets={shown.page.facets} /> : null}
      {shown === null ? null : <ServiceList shown={shown} onRange={onRange} list={list} empty={<Nothing asking={asking} />} />}
      {adding ? <EntryDialog view={null} onClose={() => setAdding(false)} /> : null}
    </Page>
  )
}

const LOOKS: readonly Look[] = ['list', 'map']

/** List or map, and paper. */
const Looks = ({ asking, onPrint }: { readonly asking: Asking; readonly onPrint: () => void }) => {
  const t = useT()
  return (
    <div className={styles.looks}>
      <div role="group" aria-label={t('directory.look')} className={styles.look}>
        {LOOKS.map((look) => (
          <button key={look} type="button" aria-pressed={asking.look === look} onClick={() => asking.setLook(look)}>
            {t(`directory.look.${look}`)}
          </button>
        ))}
      </div>
      <Button kind="bare" icon="print" onPress={onPrint}>
        {t('directory.print')}
      </Button>
    </div>
  )
}

const Nothing = ({ asking }: { readonly asking: Asking }) => {
  const t = useT()
  const network = useQuery('network', {}).value
  if (network !== null && network.goneSince !== null) return <Empty title={t('network.gone')} text={t('network.gone.means')} />
  return isAsking(asking.filter) ? (
    <Empty
      title={t('directory.none_match')}
      text={t('directory.none_match_why')}
      action={<Button onPress={() => asking.replace({})}>{t('cases.clear')}</Button>}
    />
  ) : (
    <Empty title={t('directory.empty')} text={t('directory.empty_why')} />
  )
}
