import { useState } from 'react'
import type { Change } from '@pergola/core/casework'
import { FormDialog, Name, TextField, useToast } from '../../components/index.ts'
import { useCommand, useMember } from '../../data/index.ts'
import { useT } from '../../i18n/index.ts'
import { useSituation } from '../case/situation.ts'
import { useChangeWords } from './changeWords.ts'
import styles from './relay.module.css'

/** Before anything is written: what becomes of our own cover, and what the others will read. */
export const ProposeDialog = ({
  changes,
  onClose,
  onProposed,
}: {
  readonly changes: readonly Change[]
  readonly onClose: () => void
  readonly onProposed: () => void
}) => {
  const t = useT()
  const say = useToast()
  const words = useChangeWords()
  const { view } = useSituation()
  const member = useMember()
  const command = useCommand('proposeChanges')
  const isOurs = (change: Change): boolean =>
    'org' in change
      ? change.org === member?.org
      : view.file.commitments.some(({ id, org }) => id === change.commitment && org === member?.org)
  const [ours, others] = [changes.filter(isOurs), changes.filter((change) => !isOurs(change))]
  const [text, setText] = useState(() => [t('relay.propose.start'), ...changes.map((change) => `– ${words(change)}`)].join('\n'))
  const save = async () => {
    const answer = await command.run({ space: view.file.space, changes, text: text.trim() })
    if (!answer.ok) return
    say(t('relay.propose.toast', { count: answer.value.written }))
    onProposed()
  }
  return (
    <FormDialog
      title={t('relay.propose.title')}
      submitLabel={t('relay.propose.do')}
      onSubmit={() => void save()}
      onClose={onClose}
      command={command}
      isComplete={text.trim() !== '' || others.length === 0}
    >
      {ours.length === 0 ? <p>{t('relay.propose.nothing_ours')}</p> : <Listed title={t('relay.propose.ours')} lines={ours.map(words)} />}
      {others.length === 0 ? null : <Listed title={t('relay.propose.others')} lines={others.map(words)} />}
      <TextField
        label={t('relay.propose.text')}
        description={t('relay.propose.text_why')}
        value={text}
        onChange={setText}
        multiline
        maxLength={20_000}
      />
    </FormDialog>
  )
}

const Listed = ({ title, lines }: { readonly title: string; readonly lines: readonly string[] }) => (
  <section>
    <h3>{title}</h3>
    <ul className={styles.bullets}>
      {lines.map((line) => (
        <li key={line}>
          <Name text={line} />
        </li>
      ))}
    </ul>
  </section>
)
