import { useState } from 'react'
import type { OrgId, SpaceId } from '@pergola/protocol'
import type { MatchRow, MatchView } from '../../../contract.ts'
import { Button, ErrorNote, Loading, Note, Page } from '../../components/index.ts'
import { useQuery } from '../../data/index.ts'
import { useFormat, useT, useVocab } from '../../i18n/index.ts'
import { nameIn } from '../case/situation.ts'
import { AskDialog } from './AskDialog.tsx'
import { Questions } from './Questions.tsx'
import { Ranking } from './Ranking.tsx'
import { Together } from './Together.tsx'
import styles from './match.module.css'

/** For one need: which services fit, and why, what nobody knows yet, and who could cover it together. */
export const MatchPage = ({ space, need }: { readonly space: string; readonly need: string }) => {
  const t = useT()
  const format = useFormat()
  const vocab = useVocab()
  const file = useQuery('case', { space: space as SpaceId })
  const found = useQuery('match', { space: space as SpaceId, need })
  const wanted = found.value?.need
  const lead =
    wanted === undefined || file.value === null
      ? undefined
      : t('match.lead', {
          need: vocab('support_type', wanted.kind),
          who: nameIn(file.value, wanted.person),
          count: wanted.headcount,
          from: format.day(wanted.from),
          to: format.day(wanted.to),
        })
  return (
    <Page title={t('match.title')} lead={lead} breadcrumb={{ to: `/cases/${space}`, label: file.value?.file.pseudonym ?? t('case.title') }}>
      <ErrorNote problem={found.problem ?? file.problem} />
      {found.state === 'loading' ? <Loading /> : null}
      {found.value === null ? null : <Found view={found.value} space={space as SpaceId} />}
    </Page>
  )
}

export interface Chosen {
  readonly org: OrgId
  readonly service: string | null
}

const Found = ({ view, space }: { readonly view: MatchView; readonly space: SpaceId }) => {
  const t = useT()
  const [chosen, setChosen] = useState<readonly string[]>([])
  const [asking, setAsking] = useState<readonly Chosen[] | null>(null)
  const mayAsk = view.own && view.canWrite
  const isOpen = (row: MatchRow): boolean => mayAsk && row.askOrg !== null && row.asked?.state !== 'waiting' && row.asked?.state !== 'asked'
  const selected = view.rows.filter((row) => chosen.includes(row.service.id) && isOpen(row))
  const select = (id: string, on: boolean) =>
    setChosen((now) => (on ? [...now.filter((one) => one !== id), id] : now.filter((one) => one !== id)))
  const asChosen = ({ askOrg, service }: MatchRow): Chosen => ({ org: askOrg as OrgId, service: service.id })
  return (
    <>
      {mayAsk ? null : <Note title={t(view.own ? 'match.read_only' : 'match.not_holder')} />}
      <div className={styles.layout}>
        <aside className={styles.side} aria-label={t('match.questions')}>
          <Questions view={view} space={space} />
        </aside>
        <div className={styles.main}>
          <Ranking view={view} chosen={chosen} isOpen={isOpen} onSelect={select} onAsk={(row) => setAsking([asChosen(row)])} />
          <Together view={view} isOpen={isOpen} onSelect={(ids) => setChosen((now) => [...new Set([...now, ...ids])])} />
        </div>
      </div>
      {selected.length === 0 ? null : (
        <div className={styles.bar} role="region" aria-label={t('match.selected_label')}>
          <span aria-live="polite">{t('match.selected', { count: selected.length })}</span>
          <Button onPress={() => setChosen([])}>{t('match.clear')}</Button>
          <Button kind="primary" onPress={() => setAsking(selected.map(asChosen))}>
            {t('match.ask_all', { count: selected.length })}
          </Button>
        </div>
      )}
      {asking === null ? null : (
        <AskDialog
          space={space}
          need={view.need.id}
          to={asking}
          onClose={(sent) => {
            setAsking(null)
            if (sent) setChosen([])
          }}
        />
      )}
    </>
  )
}
