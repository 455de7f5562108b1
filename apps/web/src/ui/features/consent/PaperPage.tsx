import { useMemo } from 'react'
import type { SpaceId } from '@pergola/protocol'
import type { CaseView } from '../../../contract.ts'
import { Button, Empty, ErrorNote, Loading, Page } from '../../components/index.ts'
import { useQuery } from '../../data/index.ts'
import { useFormat, useT } from '../../i18n/index.ts'
import { SituationContext, rightsIn, type Situation } from '../case/situation.ts'
import { Matrix } from './Matrix.tsx'
import styles from './consent.module.css'

const nothing = () => undefined

/** The matrix on paper: labels of the file, never a name. */
export const PaperPage = ({ space }: { readonly space: SpaceId }) => {
  const t = useT()
  const found = useQuery('case', { space })
  const crumb = { to: `/cases/${space}/consent`, label: found.value?.file.pseudonym ?? t('case.title') }
  return (
    <Page
      title={t('consent.title')}
      breadcrumb={crumb}
      actions={
        <Button kind="primary" onPress={() => globalThis.print()}>
          {t('consent.print')}
        </Button>
      }
    >
      {found.value === null ? (
        found.state === 'loading' ? (
          <Loading />
        ) : (
          <ErrorNote problem={found.problem} />
        )
      ) : (
        <OnPaper view={found.value} />
      )}
    </Page>
  )
}

const OnPaper = ({ view }: { readonly view: CaseView }) => {
  const t = useT()
  const format = useFormat()
  const found = useQuery('consents', { space: view.file.space })
  const situation = useMemo<Situation>(
    () => ({
      view,
      rights: rightsIn(view),
      today: view.chart.today,
      open: nothing,
      nameOf: (person) => view.file.people.find(({ id }) => id === person)?.label ?? '',
    }),
    [view],
  )
  if (found.value === null) return found.state === 'loading' ? <Loading /> : <ErrorNote problem={found.problem} />
  return (
    <SituationContext.Provider value={situation}>
      <p className={styles.quiet}>{t('consent.paper_lead', { name: view.file.pseudonym, on: format.day(situation.today) })}</p>
      {view.file.people.length === 0 ? (
        <Empty title={t('case.people.empty')} text={t('case.empty_reading')} />
      ) : (
        <Matrix matrix={found.value.matrix} />
      )}
    </SituationContext.Provider>
  )
}
