import { useState } from 'react'
import type { SpaceId } from '@pergola/protocol'
import type { EndingDraft, EndsWhat, RetentionRuleId } from '../../../contract.ts'
import { Button, Checkbox, Dialog, ErrorNote, Loading, Name, Note, useToast } from '../../components/index.ts'
import { useCommand, useQuery } from '../../data/index.ts'
import { useFormat, useT, useVocab } from '../../i18n/index.ts'
import { EndingProblem } from './EndingProblem.tsx'
import styles from './retention.module.css'

interface EndingDialogProps {
  readonly space: SpaceId
  readonly what: EndsWhat
  /** `propose`: the first of two. `confirm`: the second, after whose word it is gone. */
  readonly act: 'propose' | 'confirm'
  readonly rule: RetentionRuleId | null
  readonly onClose: () => void
}

/** What would be destroyed, where, what stays, and what nobody can promise; then the one thing to do. */
export const EndingDialog = ({ space, what, act, rule, onClose }: EndingDialogProps) => {
  const t = useT()
  const say = useToast()
  const draft = useQuery('endingDraft', { space, what })
  const propose = useCommand('proposeEnding')
  const confirm = useCommand('confirmEnding')
  const command = act === 'propose' ? propose : confirm
  const [isRead, setRead] = useState(act === 'propose')
  const go = async () => {
    const answer = act === 'propose' ? await propose.run({ space, what, rule }) : await confirm.run({ space, what })
    if (!answer.ok) return
    say(t(act === 'propose' ? 'retention.proposed_toast' : 'retention.ended_toast'))
    onClose()
  }
  return (
    <Dialog
      title={t(act === 'propose' ? 'retention.propose.title' : 'retention.confirm.title')}
      isOpen
      onClose={onClose}
      isAlert={act === 'confirm'}
      actions={
        <>
          <Button onPress={onClose}>{t('components.cancel')}</Button>
          <Button
            kind={act === 'propose' ? 'primary' : 'danger'}
            onPress={() => void go()}
            isDisabled={draft.value === null || !isRead}
            isBusy={command.busy}
          >
            {t(act === 'propose' ? 'retention.propose.do' : 'retention.confirm.do')}
          </Button>
        </>
      }
    >
      <div className={styles.stack}>
        {draft.state === 'loading' ? <Loading /> : null}
        <ErrorNote problem={draft.problem} />
        {draft.value === null ? null : <Said draft={draft.value} />}
        {act === 'confirm' && draft.value !== null ? (
          <Checkbox label={t('retention.confirm.read')} value={isRead} onChange={setRead} />
        ) : null}
        <EndingProblem problem={command.problem} />
      </div>
    </Dialog>
  )
}

const Stays = ({ draft: { what, record } }: { readonly draft: EndingDraft }) => {
  const t = useT()
  const format = useFormat()
  const vocab = useVocab()
  if (what === 'alerts') return t('retention.draft.alerts_stay')
  if (record === null) return t('retention.draft.file_stays')
  if (record.kinds.length === 0) return t('retention.draft.record_bare')
  return t('retention.draft.record', { kinds: format.list(record.kinds.map((kind) => vocab('support_type', kind))) })
}

const Said = ({ draft }: { readonly draft: EndingDraft }) => {
  const t = useT()
  const format = useFormat()
  const { spaces, files, organisations, alerts } = draft
  return (
    <>
      {alerts.length === 0 ? (
        <p>
          <strong>
            <Name text={draft.pseudonym} />
          </strong>
        </p>
      ) : (
        <ul className={styles.list}>
          {alerts.map(({ id, firstLine }) => (
            <li key={id}>
              <Name text={firstLine || t('retention.alerts.no_words')} />
            </li>
          ))}
        </ul>
      )}
      <h3 className={styles.small}>{t('retention.draft.goes')}</h3>
      <ul className={styles.list}>
        {spaces.map(({ kind, count }) => (
          <li key={kind}>{t('retention.draft.part', { part: t(`retention.kind.${kind}`), count })}</li>
        ))}
        {files === 0 ? null : <li>{t('retention.draft.files', { count: files })}</li>}
        {organisations.length === 0 ? null : (
          <li>{t('retention.draft.others', { orgs: format.list(organisations.map(({ name }) => name)) })}</li>
        )}
      </ul>
      <h3 className={styles.small}>{t('retention.draft.stays')}</h3>
      <p>
        <Stays draft={draft} />
      </p>
      {draft.fromAlert ? <Note title={t('retention.draft.alert')}>{t('retention.draft.alert_why')}</Note> : null}
      <Note icon="warning" title={t('retention.draft.promise')}>
        {t('retention.draft.promise_why')}
      </Note>
    </>
  )
}
