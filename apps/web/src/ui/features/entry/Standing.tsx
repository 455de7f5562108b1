import { useState } from 'react'
import type { DisputeRow, ServiceView } from '../../../contract.ts'
import { Button, FormDialog, Name, Section, TextField } from '../../components/index.ts'
import { useCommand } from '../../data/index.ts'
import { useFormat, useT, useVocab } from '../../i18n/index.ts'
import { LONGEST_NOTE } from '../directory/codes.ts'
import { DisputeDialog } from './FactList.tsx'
import { VouchButton, Vouches } from './Vouches.tsx'
import styles from './entry.module.css'

/** What the others say of it: who would work with them again, and what somebody says is not so. */
export const Standing = ({ view }: { readonly view: ServiceView }) => {
  const t = useT()
  const [disputing, setDisputing] = useState(false)
  const isOpen = view.disputes.filter(({ resolved }) => resolved === null)
  const settled = view.disputes.filter(({ resolved }) => resolved !== null)
  return (
    <Section
      title={t('entry.standing')}
      actions={
        view.canJudge ? (
          <>
            <VouchButton subject={view.service.id} rows={view.vouchRows} />
            <Button kind="bare" onPress={() => setDisputing(true)}>
              {t('entry.dispute')}
            </Button>
          </>
        ) : null
      }
    >
      {view.vouchRows.length === 0 && view.disputes.length === 0 ? <p className={styles.quiet}>{t('entry.standing_none')}</p> : null}
      <Vouches rows={view.vouchRows} />
      <ul className={styles.plain}>
        {[...isOpen, ...settled].map((row) => (
          <li key={row.id}>
            <DisputeLine row={row} />
          </li>
        ))}
      </ul>
      {disputing ? <DisputeDialog view={view} code="" onClose={() => setDisputing(false)} /> : null}
    </Section>
  )
}

/** What somebody says is not so, and how it was settled, or settling it. */
export const DisputeLine = ({ row }: { readonly row: DisputeRow }) => {
  const t = useT()
  const vocab = useVocab()
  const format = useFormat()
  const [settling, setSettling] = useState(false)
  const about = row.code === '' ? '' : vocab('fact', row.code)
  return (
    <>
      <Name text={row.name} />{' '}
      <span className={styles.quiet}>
        {t(row.code === '' ? 'entry.disputes_entry' : 'entry.disputes_fact', { fact: about, day: format.day(row.on) })}
      </span>{' '}
      <Name text={row.says} />
      {row.resolved === null ? null : (
        <div className={styles.quiet}>
          {t('entry.settled', { day: format.day(row.resolved.on) })} <Name text={row.resolved.note} />
        </div>
      )}
      {row.resolved === null && row.mayResolve ? (
        <Button kind="bare" icon="check" onPress={() => setSettling(true)}>
          {t('entry.settle')}
        </Button>
      ) : null}
      {settling ? <SettleDialog id={row.id} onClose={() => setSettling(false)} /> : null}
    </>
  )
}

const SettleDialog = ({ id, onClose }: { readonly id: string; readonly onClose: () => void }) => {
  const t = useT()
  const command = useCommand('resolveDispute')
  const [note, setNote] = useState('')
  const settle = async () => {
    if ((await command.run({ id, note: note.trim() })).ok) onClose()
  }
  return (
    <FormDialog
      title={t('entry.settle')}
      submitLabel={t('entry.settle')}
      onSubmit={() => void settle()}
      onClose={onClose}
      command={command}
      isComplete={note.trim() !== ''}
    >
      <TextField label={t('entry.settle_note')} value={note} onChange={setNote} multiline isRequired autoFocus maxLength={LONGEST_NOTE} />
    </FormDialog>
  )
}
