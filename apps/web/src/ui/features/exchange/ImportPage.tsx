import { useEffect, useState } from 'react'
import type { DirectoryImportReport, OpenedImport } from '../../../contract.ts'
import { Empty, Link, Page } from '../../components/index.ts'
import { useCommand, useMayInNetwork } from '../../data/index.ts'
import { useT } from '../../i18n/index.ts'
import { ChooseFile } from './ChooseFile.tsx'
import { LookThrough } from './LookThrough.tsx'
import { Report } from './Report.tsx'
import { Writing } from './Writing.tsx'

type Step =
  | { readonly step: 'choose' }
  | { readonly step: 'look'; readonly opened: OpenedImport; readonly file: File }
  | { readonly step: 'write'; readonly opened: OpenedImport; readonly file: File }
  | { readonly step: 'report'; readonly report: DirectoryImportReport }

const CHOOSE: Step = { step: 'choose' }

/** A file of others into the directory: chosen, its columns mapped, looked through entry by entry, and only then written. */
export const ImportPage = () => {
  const t = useT()
  const mayWrite = useMayInNetwork('contributor')
  const [now, setNow] = useState<Step>(CHOOSE)
  const { run: letGo } = useCommand('closeImport')
  useEffect(() => () => void letGo({}), [letGo])
  const again = () => {
    void letGo({})
    setNow(CHOOSE)
  }
  return (
    <Page title={t('exchange.import')} lead={t('exchange.import_lead')} breadcrumb={{ to: '/directory', label: t('directory.title') }}>
      {mayWrite ? <Shown now={now} onNow={setNow} onAgain={again} /> : <ReadOnly />}
    </Page>
  )
}

const ReadOnly = () => {
  const t = useT()
  return (
    <Empty
      title={t('exchange.read_only')}
      text={t('exchange.read_only_why')}
      action={<Link to="/directory">{t('directory.title')}</Link>}
    />
  )
}

interface ShownProps {
  readonly now: Step
  readonly onNow: (next: Step) => void
  readonly onAgain: () => void
}

const Shown = ({ now, onNow, onAgain }: ShownProps) => {
  const look = (opened: OpenedImport, file: File) => onNow({ step: 'look', opened, file })
  switch (now.step) {
    case 'choose':
      return <ChooseFile onOpened={look} />
    case 'look':
      return (
        <LookThrough
          key={now.opened.id}
          opened={now.opened}
          file={now.file}
          onOpened={look}
          onWrite={() => onNow({ ...now, step: 'write' })}
          onAgain={onAgain}
        />
      )
    case 'write':
      return (
        <Writing
          id={now.opened.id}
          onReport={(report) => onNow({ step: 'report', report })}
          onBack={() => onNow({ ...now, step: 'look' })}
        />
      )
    case 'report':
      return <Report report={now.report} onAgain={onAgain} />
  }
}
