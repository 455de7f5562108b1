import { useState } from 'react'
import { Button, Empty, ErrorNote, Name, Note, Person, Section, Time, useToast } from '../../components/index.ts'
import { useCommand } from '../../data/index.ts'
import { useFormat, useT } from '../../i18n/index.ts'
import { FileChooser } from './FileChooser.tsx'
import { LARGEST_FILE, shownName } from './fileName.ts'
import { OpenedFile } from './OpenedFile.tsx'
import { useSituation } from './situation.ts'
import styles from './case.module.css'

/** Sealed files. They open in memory and leave this device only when someone saves them. */
export const Files = () => {
  const t = useT()
  const format = useFormat()
  const { view, rights } = useSituation()
  const [opened, setOpened] = useState<string | null>(null)
  const { files, space } = view.file
  return (
    <Section title={t('case.tab.files')} actions={rights.write ? <Attach /> : null}>
      {files.length === 0 ? (
        <Empty title={t('case.files.empty')} text={t('case.files.empty_why', { limit: format.bytes(LARGEST_FILE) })} />
      ) : null}
      <ul className={styles.rows}>
        {files.map((file) => (
          <li key={file.id}>
            <span>
              <Name text={shownName(file.name)} />{' '}
              <span className={styles.quiet}>
                {format.bytes(file.bytes)} · <Person id={file.addedBy} people={view.people} /> · <Time value={file.at} />
              </span>
            </span>
            <Button kind="bare" label={t('case.files.open_named', { name: shownName(file.name) })} onPress={() => setOpened(file.id)}>
              {t('case.files.open')}
            </Button>
          </li>
        ))}
      </ul>
      {opened === null ? null : <OpenedFile where={{ space }} id={opened} onClose={() => setOpened(null)} />}
    </Section>
  )
}

const Attach = () => {
  const t = useT()
  const format = useFormat()
  const say = useToast()
  const { view } = useSituation()
  const command = useCommand('attachFile')
  const [tooLarge, setTooLarge] = useState<File | null>(null)
  const attach = async (file: File) => {
    setTooLarge(file.size > LARGEST_FILE ? file : null)
    if (file.size > LARGEST_FILE) return
    const content = new Uint8Array(await file.arrayBuffer())
    const answer = await command.run({ space: view.file.space, name: file.name, type: file.type, content })
    if (answer.ok) say(t('case.files.attached', { name: shownName(file.name) }))
  }
  return (
    <>
      <FileChooser kind="primary" label={t('case.files.attach')} onFile={(file) => void attach(file)} isBusy={command.busy} />
      {tooLarge === null ? null : (
        <Note kind="danger" title={t('case.files.too_large', { name: shownName(tooLarge.name), size: format.bytes(tooLarge.size) })}>
          {t('case.files.too_large_do', { limit: format.bytes(LARGEST_FILE) })}
        </Note>
      )}
      <ErrorNote problem={command.problem} />
    </>
  )
}
