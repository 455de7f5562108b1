import { useEffect, useMemo } from 'react'
import type { Queries } from '../../../contract.ts'
import { Button, Dialog, ErrorNote, Loading, Name, Note } from '../../components/index.ts'
import { useCommand } from '../../data/index.ts'
import { useFormat, useT } from '../../i18n/index.ts'
import { PICTURES, savedName, shownName } from './fileName.ts'
import { useOpened } from './opening.ts'
import styles from './case.module.css'

export interface OpenedFileProps {
  readonly where: { readonly space: Queries['case']['args']['space'] } | { readonly alert: string }
  readonly id: string
  readonly onClose: () => void
}

const TEXT_SHOWN = 200_000

/** A file in memory: pictures and text are shown, anything else can only be saved, and that is said. */
export const OpenedFile = ({ where, id, onClose }: OpenedFileProps) => {
  const t = useT()
  const format = useFormat()
  const { run, problem } = useCommand('openFile')
  const file = useOpened(run, where, id)
  const url = useMemo(
    () =>
      file === null
        ? null
        : URL.createObjectURL(
            new Blob([new Uint8Array(file.content)], { type: PICTURES.includes(file.type) ? file.type : 'application/octet-stream' }),
          ),
    [file],
  )
  useEffect(() => () => (url === null ? undefined : URL.revokeObjectURL(url)), [url])
  const save = () => {
    if (file === null || url === null) return
    const anchor = document.createElement('a')
    anchor.href = url
    anchor.download = savedName(file.name)
    anchor.click()
  }
  return (
    <Dialog
      title={file === null ? t('case.files.opening') : shownName(file.name)}
      isOpen
      onClose={onClose}
      size="wide"
      actions={
        <>
          {file === null ? null : <Button onPress={save}>{t('case.files.save')}</Button>}
          <Button kind="primary" onPress={onClose}>
            {t('components.close')}
          </Button>
        </>
      }
    >
      <div className={styles.form}>
        {file === null && problem === null ? <Loading what={t('case.files.opening')} /> : null}
        <ErrorNote problem={problem} />
        {file === null ? null : (
          <>
            <p className={styles.quiet}>
              <Name text={file.type === '' ? t('case.files.unknown_type') : file.type} /> · {format.bytes(file.content.byteLength)}
            </p>
            {PICTURES.includes(file.type) && url !== null ? <img className={styles.picture} src={url} alt={shownName(file.name)} /> : null}
            {file.type.startsWith('text/') ? (
              <pre className={styles.text} dir="auto" tabIndex={0}>
                {new TextDecoder().decode(file.content.subarray(0, TEXT_SHOWN))}
              </pre>
            ) : null}
            <Note icon="warning" title={t('case.files.save_means')}>
              {t('case.files.save_why')}
            </Note>
          </>
        )}
      </div>
    </Dialog>
  )
}
