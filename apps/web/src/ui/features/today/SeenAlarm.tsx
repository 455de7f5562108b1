import type { GapItem } from '../../../contract.ts'
import { Button, useToast } from '../../components/index.ts'
import { useCommand, useMay } from '../../data/index.ts'
import { useT, useVocab } from '../../i18n/index.ts'

/** Puts an alarm away until its next step, for our whole organisation. */
export const SeenAlarm = ({ item }: { readonly item: GapItem }) => {
  const t = useT()
  const vocab = useVocab()
  const say = useToast()
  const mayWrite = useMay('contributor')
  const { run, busy, problem } = useCommand('seeAlarm')
  if (!mayWrite) return null
  const see = async () => {
    const answer = await run({ space: item.caseSpace, need: item.need })
    if (answer.ok) say(t('relay.alarms.seen'))
  }
  return (
    <>
      {' '}
      <Button
        kind="bare"
        onPress={() => void see()}
        isBusy={busy}
        label={t('today.gap_seen_of', { who: item.pseudonym, kind: vocab('support_type', item.needKind) })}
      >
        {problem === null ? t('today.gap_seen') : t('relay.alarms.not_seen')}
      </Button>
    </>
  )
}
