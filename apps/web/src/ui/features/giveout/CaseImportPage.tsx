import { useState } from 'react'
import { useLocation } from 'wouter'
import type { CaseImportPreview, Problem } from '../../../contract.ts'
import { Button, ErrorNote, Link, Loading, Name, Note, Page, TextField } from '../../components/index.ts'
import { useCommand, useMay, useQuery } from '../../data/index.ts'
import { useT } from '../../i18n/index.ts'
import { FileChooser } from '../case/FileChooser.tsx'
import { Under } from './GiveOutPage.tsx'
import { ImportPreview } from './ImportPreview.tsx'
import styles from './giveout.module.css'

/** Larger files are not read into memory at all. */
const LARGEST = 268_435_456

/** A package of somebody else becomes a case of ours: chosen, opened, looked at, and only then written. */
export const CaseImportPage = () => {
  const t = useT()
  const mayWrite = useMay('contributor')
  const [id, setId] = useState<string | null>(null)
  return (
    <Page title={t('giveout.import')} breadcrumb={{ to: '/cases', label: t('cases.title') }}>
      {!mayWrite ? (
        <Note title={t('giveout.import_not')}>{t('giveout.import_not_why')}</Note>
      ) : id === null ? (
        <Open onOpened={setId} />
      ) : (
        <Looked id={id} onBack={() => setId(null)} />
      )}
    </Page>
  )
}

const Open = ({ onOpened }: { readonly onOpened: (id: string) => void }) => {
  const t = useT()
  const { run, busy, problem } = useCommand('openCasePackage')
  const [file, setFile] = useState<File | null>(null)
  const [secret, setSecret] = useState('')
  const isTooLarge = file !== null && file.size > LARGEST
  const open = async () => {
    if (file === null || isTooLarge) return
    const answer = await run({ content: new Uint8Array(await file.arrayBuffer()), secret })
    if (answer.ok) onOpened(answer.value.id)
  }
  return (
    <form
      className={styles.form}
      onSubmit={(event) => {
        event.preventDefault()
        void open()
      }}
    >
      <p>{t('giveout.import_why')}</p>
      <div className={styles.does}>
        <FileChooser label={t('giveout.choose')} accept=".age,.tar" onFile={setFile} />
        {file === null ? null : <Name text={file.name} />}
      </div>
      {isTooLarge ? <Note kind="danger" title={t('giveout.package.too_large')} /> : null}
      <TextField
        label={t('giveout.import_secret')}
        description={t('giveout.import_secret_why')}
        value={secret}
        onChange={setSecret}
        maxLength={4_000}
        secret
      />
      <PackageProblem problem={problem} />
      <div>
        <Button kind="primary" type="submit" isBusy={busy} isDisabled={file === null || isTooLarge}>
          {t('giveout.open')}
        </Button>
      </div>
    </form>
  )
}

/** Why a package cannot be read: every reason has its own words. */
const PackageProblem = ({ problem }: { readonly problem: Problem | null }) => {
  const t = useT()
  if (problem?.type === 'wrong_passphrase')
    return <Note kind="danger" title={t('giveout.package.wrong_secret')} children={t('giveout.package.wrong_secret_do')} />
  const why = problem?.type === 'invalid' ? problem.args?.['why'] : undefined
  if (typeof why !== 'string') return <ErrorNote problem={problem} />
  return (
    <Note kind="danger" title={t(`giveout.package.${why}`)}>
      {t('giveout.package_left')}
    </Note>
  )
}

const Looked = ({ id, onBack }: { readonly id: string; readonly onBack: () => void }) => {
  const { value, state, problem } = useQuery('caseImport', { id })
  if (value === null) return state === 'loading' ? <Loading /> : <ErrorNote problem={problem} />
  return <Take preview={value} onBack={onBack} />
}

const Take = ({ preview, onBack }: { readonly preview: CaseImportPreview; readonly onBack: () => void }) => {
  const t = useT()
  const [, go] = useLocation()
  const { run, busy, problem } = useCommand('importCase')
  const { run: close } = useCommand('closeCaseImport')
  const [pseudonym, setPseudonym] = useState(preview.pseudonym)
  const take = async () => {
    const answer = await run({ id: preview.id, pseudonym, again: true })
    if (answer.ok) go(`/cases/${answer.value.space}`)
  }
  const leave = async () => {
    await close({})
    onBack()
  }
  return (
    <form
      className={styles.form}
      onSubmit={(event) => {
        event.preventDefault()
        void take()
      }}
    >
      <ImportPreview preview={preview} />
      <Here preview={preview} />
      <TextField
        label={t('giveout.name')}
        description={t('giveout.name_why')}
        value={pseudonym}
        onChange={setPseudonym}
        maxLength={80}
        {...(preview.sameName && pseudonym.trim() === preview.pseudonym ? { error: t('giveout.same_name') } : {})}
        isRequired
      />
      <ErrorNote problem={problem} />
      <Under />
      <div className={styles.does}>
        <Button kind="primary" type="submit" isBusy={busy} isDisabled={pseudonym.trim() === ''}>
          {t(preview.samePackage === null ? 'giveout.take' : 'giveout.take_again')}
        </Button>
        <Button onPress={() => void leave()}>{t('giveout.other_file')}</Button>
      </div>
    </form>
  )
}

/** The same package, or another of the same case, is here already. */
const Here = ({ preview: { samePackage, sameCase } }: { readonly preview: CaseImportPreview }) => {
  const t = useT()
  const here = samePackage ?? sameCase
  if (here === null) return null
  return (
    <Note kind="danger" title={t(samePackage === null ? 'giveout.same_case' : 'giveout.same_package')}>
      <Link to={`/cases/${here.space}`}>
        <Name text={here.pseudonym} />
      </Link>
    </Note>
  )
}
