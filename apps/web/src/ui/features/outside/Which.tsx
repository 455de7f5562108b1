import { MultiSelect, Note } from '../../components/index.ts'
import { useFormat, useT } from '../../i18n/index.ts'
import { shownName } from '../case/fileName.ts'
import { useSituation } from '../case/situation.ts'
import { MOST_ATTACHED, MOST_ATTACHED_BYTES, sizeOfChosen } from './attaching.ts'

interface WhichProps {
  readonly chosen: readonly string[]
  readonly onChange: (chosen: readonly string[]) => void
}

/** Each note is chosen by itself: it may name people whom the rest leaves out. */
export const WhichNotes = ({ chosen, onChange }: WhichProps) => {
  const t = useT()
  const format = useFormat()
  const { view } = useSituation()
  return (
    <MultiSelect
      label={t('outside.which_notes')}
      description={t('outside.which_notes_why')}
      value={[...chosen]}
      onChange={onChange}
      options={view.file.notes.map(({ id, text, at }) => ({
        id,
        label: `${format.instant(at)} · ${text.split('\n')[0]?.slice(0, 60) ?? ''}`,
      }))}
    />
  )
}

/** Files too; how much room they take, and when it is too much. */
export const WhichFiles = ({ chosen, onChange }: WhichProps) => {
  const t = useT()
  const format = useFormat()
  const { view } = useSituation()
  const { files } = view.file
  if (files.length === 0) return <Note title={t('outside.no_files_here')} />
  const { count, bytes, fits } = sizeOfChosen(files, chosen)
  const size = format.bytes(bytes)
  return (
    <>
      <MultiSelect
        label={t('outside.which_files')}
        description={t('outside.which_files_why', { count: MOST_ATTACHED, size: format.bytes(MOST_ATTACHED_BYTES) })}
        value={[...chosen]}
        onChange={onChange}
        isRequired
        options={files.map(({ id, name, bytes: own }) => ({ id, label: `${shownName(name)} · ${format.bytes(own)}` }))}
      />
      {fits ? null : <Note kind="danger" title={t('outside.files_too_large', { count, size })} />}
    </>
  )
}
