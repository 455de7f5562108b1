import type { ReactNode } from 'react'
import type { PaperTodayItem } from '../../../contract.ts'
import { Button, useToast } from '../../components/index.ts'
import { useCommand, useMay } from '../../data/index.ts'
import { useT, useVocab, type Translate } from '../../i18n/index.ts'
import styles from './today.module.css'

/** A paper that runs out: which kind, of whose case, and how long there is. */
export const paperSaid = (
  item: PaperTodayItem,
  t: Translate,
  vocab: ReturnType<typeof useVocab>,
): { readonly what: ReactNode; readonly when: ReactNode; readonly to: string } => {
  const isOver = item.inDays < 0
  return {
    what: t('today.paper', { who: item.pseudonym, kind: vocab('paper_kind', item.paperKind), over: isOver ? 'yes' : 'no' }),
    when: (
      <>
        <span className={item.inDays <= 7 ? styles.red : undefined}>
          {isOver ? t('today.paper_over') : t('today.paper_in', { days: item.inDays })}
        </span>
        <SeenPaper item={item} />
      </>
    ),
    to: `/cases/${item.caseSpace}/people`,
  }
}

/** Puts it away until its next step, for our whole organisation. */
const SeenPaper = ({ item }: { readonly item: PaperTodayItem }) => {
  const t = useT()
  const vocab = useVocab()
  const say = useToast()
  const mayWrite = useMay('contributor')
  const { run, busy, problem } = useCommand('seePaper')
  if (!mayWrite) return null
  const see = async () => {
    const answer = await run({ space: item.caseSpace, id: item.paper })
    if (answer.ok) say(t('relay.alarms.seen'))
  }
  return (
    <>
      {' '}
      <Button
        kind="bare"
        onPress={() => void see()}
        isBusy={busy}
        label={t('today.paper_seen_of', { who: item.pseudonym, kind: vocab('paper_kind', item.paperKind) })}
      >
        {problem === null ? t('today.paper_seen') : t('relay.alarms.not_seen')}
      </Button>
    </>
  )
}
