import { useState } from 'react'
import type { ImportReport } from '../../../contract.ts'
import { Button, Dialog, ErrorNote, Name, Note } from '../../components/index.ts'
import { useCommand } from '../../data/index.ts'
import { useFormat, useT } from '../../i18n/index.ts'
import { FileChooser } from '../case/FileChooser.tsx'
import styles from './directory.module.css'

/** No list of programmes is longer; anything above is another kind of file. */
const LARGEST = 10_000_000

/** Provider facts from a file, and what became of each row. */
export const ImportFacts = () => {
  const t = useT()
  const format = useFormat()
  const command = useCommand('importProviderFacts')
  const [report, setReport] = useState<ImportReport | null>(null)
  const [tooLarge, setTooLarge] = useState(false)
  const [asked, setAsked] = useState(false)
  const read = async (file: File) => {
    setTooLarge(file.size > LARGEST)
    setAsked(true)
    if (file.size > LARGEST) return
    const answer = await command.run({ text: await file.text() })
    if (answer.ok) setReport(answer.value)
  }
  const close = () => {
    setAsked(false)
    setReport(null)
    command.reset()
  }
  return (
    <>
      <FileChooser label={t('directory.import')} onFile={(file) => void read(file)} accept=".json,application/json" isBusy={command.busy} />
      <Dialog
        title={t('directory.import')}
        isOpen={asked && !command.busy}
        onClose={close}
        size="wide"
        actions={
          <Button kind="primary" onPress={close}>
            {t('components.close')}
          </Button>
        }
      >
        {tooLarge ? (
          <Note kind="danger" title={t('directory.import_too_large')}>
            {t('directory.import_too_large_do', { limit: format.bytes(LARGEST) })}
          </Note>
        ) : null}
        <ErrorNote problem={command.problem} />
        {report === null ? null : <Report report={report} />}
      </Dialog>
    </>
  )
}

const Report = ({ report }: { readonly report: ImportReport }) => {
  const t = useT()
  const failed = report.rows.filter((row) => row.outcome === 'failed').length
  const counts = { added: report.added, updated: report.updated, unchanged: report.unchanged, failed }
  return (
    <div className={styles.report}>
      <p>{t('directory.import_sum', counts)}</p>
      <div className={styles.reportRows} tabIndex={0} role="region" aria-label={t('directory.import_rows')}>
        <table>
          <thead>
            <tr>
              <th scope="col">{t('directory.import_row')}</th>
              <th scope="col">{t('directory.import_id')}</th>
              <th scope="col">{t('directory.import_outcome')}</th>
            </tr>
          </thead>
          <tbody>
            {report.rows.map((row) => (
              <tr key={row.row} className={row.outcome === 'failed' ? styles.failed : undefined}>
                <td>{row.row}</td>
                <td>
                  <Name text={row.id} />
                </td>
                <td>
                  {t(`directory.import_${row.outcome}`)}
                  {row.problem === '' ? null : (
                    <>
                      {': '}
                      <Name text={row.problem} />
                    </>
                  )}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </div>
  )
}
