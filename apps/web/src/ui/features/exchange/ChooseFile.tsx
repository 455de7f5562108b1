import { useState } from 'react'
import type { Encoding, OpenedImport, Problem } from '../../../contract.ts'
import { ErrorNote, Link, Loading, Note } from '../../components/index.ts'
import { useCommand } from '../../data/index.ts'
import { useFormat, useT } from '../../i18n/index.ts'
import { FileChooser } from '../case/FileChooser.tsx'
import styles from './exchange.module.css'

/** Larger files are not read into memory at all. */
const LARGEST = 64_000_000
const FORMATS = ['hsds', 'table', 'vcard', 'provider_facts'] as const
const ACCEPT = '.zip,.json,.csv,.tsv,.txt,.xlsx,.vcf'

export type OnOpened = (opened: OpenedImport, file: File) => void

/** Opens a file that somebody chose; again with another encoding, where letters were wrong. */
export const useOpening = (onOpened: OnOpened) => {
  const { run, busy, problem } = useCommand('openImport')
  const [tooLarge, setTooLarge] = useState(false)
  const open = async (file: File, encoding?: Encoding) => {
    setTooLarge(file.size > LARGEST)
    if (file.size > LARGEST) return
    const content = new Uint8Array(await file.arrayBuffer())
    const answer = await run({ name: file.name, content, ...(encoding !== undefined && { encoding }) })
    if (answer.ok) onOpened(answer.value, file)
  }
  return { open, busy, problem, tooLarge }
}

export const ChooseFile = ({ onOpened }: { readonly onOpened: OnOpened }) => {
  const t = useT()
  const format = useFormat()
  const { open, busy, problem, tooLarge } = useOpening(onOpened)
  return (
    <div className={styles.choose}>
      <ul className={styles.formats}>
        {FORMATS.map((kind) => (
          <li key={kind}>
            <strong>{t(`exchange.kind.${kind}`)}</strong>
            <span>{t(`exchange.kind_about.${kind}`)}</span>
          </li>
        ))}
      </ul>
      <p>{t('exchange.nothing_yet')}</p>
      <div>
        <FileChooser label={t('exchange.choose')} kind="primary" accept={ACCEPT} isBusy={busy} onFile={(file) => void open(file)} />
      </div>
      {busy ? <Loading what={t('exchange.reading')} /> : null}
      {tooLarge ? (
        <Note kind="danger" title={t('exchange.file.too_large')}>
          {t('exchange.file_do.too_large', { limit: format.bytes(LARGEST) })}
        </Note>
      ) : null}
      <FileProblemNote problem={problem} />
      <p>
        <Link to="/directory">{t('exchange.back')}</Link>
      </p>
    </div>
  )
}

/** Why a file cannot be read, and what to do: every reason has its own words. */
export const FileProblemNote = ({ problem }: { readonly problem: Problem | null }) => {
  const t = useT()
  const why = problem?.type === 'invalid' ? problem.args?.['why'] : undefined
  if (typeof why !== 'string') return <ErrorNote problem={problem} />
  return (
    <Note kind="danger" title={t(`exchange.file.${why}`)}>
      {t('exchange.file_left')}
    </Note>
  )
}
