import { useState } from 'react'
import type { VouchRow } from '../../../contract.ts'
import { Button, ErrorNote, FormDialog, Icon, Name, TextField } from '../../components/index.ts'
import { useCommand } from '../../data/index.ts'
import { useFormat, useT } from '../../i18n/index.ts'
import { LONGEST_NOTE } from '../directory/codes.ts'
import styles from './entry.module.css'

export const Vouches = ({ rows }: { readonly rows: readonly VouchRow[] }) => {
  const t = useT()
  const format = useFormat()
  return (
    <ul className={styles.plain}>
      {rows.map((row) => (
        <li key={row.org}>
          <Icon name="shield" size={16} /> {t('entry.vouches', { name: row.name, day: format.day(row.on) })}{' '}
          {row.note === '' ? null : <Name text={row.note} />}
        </li>
      ))}
    </ul>
  )
}

export interface VouchButtonProps {
  /** A service or a provider. */
  readonly subject: string
  readonly rows: readonly VouchRow[]
}

/** "We have worked with them and would again", and taking that back. */
export const VouchButton = ({ subject, rows }: VouchButtonProps) => {
  const t = useT()
  const [vouching, setVouching] = useState(false)
  const take = useCommand('unvouch')
  if (rows.some(({ own }) => own))
    return (
      <>
        <Button kind="bare" isBusy={take.busy} onPress={() => void take.run({ subject })}>
          {t('entry.unvouch')}
        </Button>
        <ErrorNote problem={take.problem} />
      </>
    )
  return (
    <>
      <Button kind="bare" icon="shield" onPress={() => setVouching(true)}>
        {t('entry.vouch')}
      </Button>
      {vouching ? <VouchDialog subject={subject} onClose={() => setVouching(false)} /> : null}
    </>
  )
}

const VouchDialog = ({ subject, onClose }: { readonly subject: string; readonly onClose: () => void }) => {
  const t = useT()
  const command = useCommand('vouch')
  const [note, setNote] = useState('')
  const send = async () => {
    if ((await command.run({ subject, note: note.trim() })).ok) onClose()
  }
  return (
    <FormDialog
      title={t('entry.vouch')}
      submitLabel={t('entry.vouch')}
      onSubmit={() => void send()}
      onClose={onClose}
      command={command}
      isComplete
    >
      <TextField
        label={t('entry.vouch_note')}
        description={t('entry.vouch_why')}
        value={note}
        onChange={setNote}
        multiline
        autoFocus
        maxLength={LONGEST_NOTE}
      />
    </FormDialog>
  )
}
