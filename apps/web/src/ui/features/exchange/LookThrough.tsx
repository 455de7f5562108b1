import { useState } from 'react'
import type { Encoding, ImportPreview, ImportSettings, OpenedImport } from '../../../contract.ts'
import { Button, Checkbox, ErrorNote, Loading, Note, RadioGroup, Section, Select, TextField } from '../../components/index.ts'
import { useCommand } from '../../data/index.ts'
import { useT } from '../../i18n/index.ts'
import { FileProblemNote, type OnOpened, useOpening } from './ChooseFile.tsx'
import { Columns } from './Columns.tsx'
import { Entries, SHOWN } from './Entries.tsx'
import { Issues } from './Issues.tsx'
import { usePreview } from './preview.ts'
import styles from './exchange.module.css'

export interface LookThroughProps {
  readonly opened: OpenedImport
  readonly file: File
  readonly onOpened: OnOpened
  readonly onWrite: () => void
  readonly onAgain: () => void
}

const LIKELY = ['merge', 'add', 'leave'] as const

/** What the file says and what would become of it. Nothing is written here. */
export const LookThrough = ({ opened, file, onOpened, onWrite, onAgain }: LookThroughProps) => {
  const t = useT()
  const preview = usePreview(opened.id)
  const { run: set, busy, problem } = useCommand('setImport')
  const { value } = preview
  const change = (settings: Partial<ImportSettings>) => void set({ id: opened.id, settings })
  if (value === null) return preview.problem === null ? <Loading what={t('exchange.reading')} /> : <ErrorNote problem={preview.problem} />
  const { counts, opened: now } = value
  const written = counts.operations + (now.settings.removeMissing ? counts.missing : 0)
  return (
    <>
      <p className={styles.file}>{t('exchange.opened', { name: opened.fileName, format: t(`exchange.format.${opened.format}`) })}</p>
      <ListName key={now.settings.source} settings={now.settings} onChange={change} />
      {opened.format === 'csv' || opened.format === 'vcard' ? <Letters file={file} onOpened={onOpened} /> : null}
      {opened.sheets.length === 0 ? null : <Columns opened={now} onChange={change} />}
      {value.problem === null ? null : (
        <Note kind="danger" title={t(`exchange.file.${value.problem}`)}>
          {t('exchange.file_left')}
        </Note>
      )}
      <ErrorNote problem={problem ?? preview.problem} />
      {value.problem === null ? <Found value={value} onChange={change} /> : null}
      <div className={styles.foot}>
        <Button onPress={onAgain}>{t('exchange.other_file')}</Button>
        <Button kind="primary" isDisabled={written === 0 || busy} onPress={onWrite}>
          {t('exchange.write', { count: written })}
        </Button>
      </div>
      {value.problem === null ? (
        <Section title={t('exchange.entries')}>
          <Entries value={value} preview={preview} />
        </Section>
      ) : null}
    </>
  )
}

const ENCODINGS: readonly Encoding[] = ['utf-8', 'windows-1252', 'windows-1250', 'windows-1251', 'windows-1256', 'utf-16le', 'utf-16be']

/** Letters that look wrong were written in another encoding: the file is read again in the one that is chosen. */
const Letters = ({ file, onOpened }: { readonly file: File; readonly onOpened: OnOpened }) => {
  const t = useT()
  const { open, busy, problem } = useOpening(onOpened)
  return (
    <details>
      <summary>{t('exchange.letters')}</summary>
      <div className={styles.show}>
        <Select
          label={t('exchange.encoding')}
          isRequired
          isDisabled={busy}
          placeholder={t('exchange.encoding_seen')}
          value=""
          onChange={(chosen) => {
            const encoding = ENCODINGS.find((one) => one === chosen)
            if (encoding !== undefined) void open(file, encoding)
          }}
          options={ENCODINGS.map((id) => ({ id, label: t(`exchange.encoding.${id}`) }))}
        />
      </div>
      <FileProblemNote problem={problem} />
    </details>
  )
}

const ListName = ({
  settings,
  onChange,
}: {
  readonly settings: ImportSettings
  readonly onChange: (change: Partial<ImportSettings>) => void
}) => {
  const t = useT()
  const [source, setSource] = useState(settings.source)
  return (
    <form
      className={styles.listName}
      onSubmit={(event) => {
        event.preventDefault()
        if (source.trim() !== '') onChange({ source })
      }}
    >
      <TextField
        label={t('exchange.list')}
        description={t('exchange.list_why')}
        value={source}
        onChange={setSource}
        maxLength={40}
        isRequired
        dir="ltr"
      />
      {source === settings.source ? null : <Button type="submit">{t('exchange.list_set')}</Button>}
    </form>
  )
}

interface FoundProps {
  readonly value: ImportPreview
  readonly onChange: (change: Partial<ImportSettings>) => void
}

const Found = ({ value, onChange }: FoundProps) => {
  const t = useT()
  const { counts, opened, missing, issues, moreIssues } = value
  const { settings } = opened
  return (
    <>
      <Section title={t('exchange.found')}>
        <p>{t('exchange.found_sum', { providers: counts.providers, services: counts.services, failed: counts.failed })}</p>
        <ul className={styles.counts}>
          {SHOWN.filter((outcome) => outcome !== 'all' && outcome !== 'likely' && counts.outcomes[outcome] > 0).map((outcome) => (
            <li key={outcome}>
              {t(`exchange.count.${outcome}`, { count: outcome === 'all' || outcome === 'likely' ? 0 : counts.outcomes[outcome] })}
            </li>
          ))}
        </ul>
        {counts.likely === 0 ? null : (
          <RadioGroup
            label={t('exchange.likely', { count: counts.likely })}
            value={settings.likely}
            onChange={(likely) => onChange({ likely: LIKELY.find((one) => one === likely) ?? 'merge' })}
            options={LIKELY.map((id) => ({ id, label: t(`exchange.likely.${id}`), description: t(`exchange.likely_why.${id}`) }))}
          />
        )}
        {counts.missing === 0 ? null : (
          <>
            <Checkbox
              label={t('exchange.missing', { count: counts.missing })}
              value={settings.removeMissing}
              onChange={(removeMissing) => onChange({ removeMissing })}
            />
            <details>
              <summary>{t('exchange.missing_which')}</summary>
              <ul className={styles.names}>
                {missing.map(({ kind, id, name }) => (
                  <li key={`${kind} ${id}`}>
                    <bdi>{name}</bdi>
                  </li>
                ))}
              </ul>
            </details>
          </>
        )}
      </Section>
      {issues.length === 0 ? null : (
        <Section title={t('exchange.issues')}>
          <Issues groups={issues} more={moreIssues} />
        </Section>
      )}
    </>
  )
}
