import { useState } from 'react'
import type { ExportedDirectory, ExportFormat, Scope } from '../../../contract.ts'
import { Button, Dialog, ErrorNote, Note, RadioGroup } from '../../components/index.ts'
import { saveAs } from '../../components/saving.ts'
import { useCommand } from '../../data/index.ts'
import { useFormat, useT } from '../../i18n/index.ts'
import styles from './exchange.module.css'

const FORMATS: readonly ExportFormat[] = ['hsds-json', 'hsds-package', 'csv', 'vcard']
const SCOPES: readonly Scope[] = ['public', 'network']

/** The directory as a file for others: in which form, how much of it, and what is not in it. */
export const ExportDialog = ({ onClose }: { readonly onClose: () => void }) => {
  const t = useT()
  const { run, busy, problem } = useCommand('exportDirectory')
  const [format, setFormat] = useState<ExportFormat>('hsds-json')
  const [scope, setScope] = useState<Scope>('public')
  const [made, setMade] = useState<ExportedDirectory | null>(null)
  const write = async () => {
    const answer = await run({ format, scope })
    if (!answer.ok) return
    setMade(answer.value)
    saveAs(answer.value.name, answer.value.type, answer.value.content)
  }
  return (
    <Dialog
      title={t('exchange.export')}
      isOpen
      onClose={onClose}
      size="wide"
      actions={
        <>
          <Button onPress={onClose}>{t('components.close')}</Button>
          <Button kind="primary" isBusy={busy} onPress={() => void write()}>
            {t('exchange.export_now')}
          </Button>
        </>
      }
    >
      <div className={styles.form}>
        <RadioGroup
          label={t('exchange.export_format')}
          value={format}
          onChange={(next) => setFormat(FORMATS.find((one) => one === next) ?? 'hsds-json')}
          options={FORMATS.map((id) => ({ id, label: t(`exchange.format.${id}`), description: t(`exchange.export_about.${id}`) }))}
        />
        <RadioGroup
          label={t('exchange.scope')}
          value={scope}
          onChange={(next) => setScope(SCOPES.find((one) => one === next) ?? 'public')}
          options={SCOPES.map((id) => ({ id, label: t(`exchange.scope.${id}`), description: t(`exchange.scope_about.${id}`) }))}
        />
        <p>{t('exchange.export_never')}</p>
        <ErrorNote problem={problem} />
        {made === null ? null : <Made made={made} />}
      </div>
    </Dialog>
  )
}

const Made = ({ made: { name, organisations, services, lost, content } }: { readonly made: ExportedDirectory }) => {
  const t = useT()
  const format = useFormat()
  return (
    <Note title={t('exchange.exported', { name, organisations, services, size: format.bytes(content.length) })} icon="sent">
      {lost.length === 0 ? null : (
        <>
          {t('exchange.lost')}
          <ul>
            {lost.map(({ what, count }) => (
              <li key={what}>{t(`exchange.lost.${what}`, { count })}</li>
            ))}
          </ul>
        </>
      )}
    </Note>
  )
}
