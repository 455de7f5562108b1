import { useState } from 'react'
import type { SuccessionView } from '../../../contract.ts'
import { Button, FormDialog, Name, TextField, useToast } from '../../components/index.ts'
import { useCommand } from '../../data/index.ts'
import { useT } from '../../i18n/index.ts'
import styles from './Succession.module.css'

type Row = SuccessionView['trustedBy'][number]

interface TrustedByProps {
  readonly rows: readonly Row[]
  /** Organisations of which somebody called already. */
  readonly called: readonly string[]
  readonly maySay: boolean
}

export const TrustedBy = ({ rows, called, maySay }: TrustedByProps) => {
  const t = useT()
  const [calling, setCalling] = useState<Row | null>(null)
  return (
    <>
      <ul className={styles.rows}>
        {rows.map((row) => (
          <li key={row.space}>
            <Name text={row.name} />
            {maySay && !called.includes(row.org) ? <Button onPress={() => setCalling(row)}>{t('succession.call')}</Button> : null}
          </li>
        ))}
      </ul>
      {calling === null ? null : <CallDialog row={calling} onClose={() => setCalling(null)} />}
    </>
  )
}

const CallDialog = ({ row, onClose }: { readonly row: Row; readonly onClose: () => void }) => {
  const t = useT()
  const say = useToast()
  const command = useCommand('callSuccession')
  const [why, setWhy] = useState('')
  const save = async () => {
    if (!(await command.run({ space: row.space, why })).ok) return
    say(t('succession.called'))
    onClose()
  }
  return (
    <FormDialog
      title={t('succession.call_for', { org: row.name })}
      submitLabel={t('succession.call')}
      onSubmit={() => void save()}
      onClose={onClose}
      command={command}
      isComplete={why.trim() !== ''}
    >
      <p>{t('succession.call_why')}</p>
      <TextField label={t('succession.why')} value={why} onChange={setWhy} multiline isRequired />
    </FormDialog>
  )
}
