import { useState } from 'react'
import type { SuccessionView } from '../../../contract.ts'
import { Button, ConfirmButton, ErrorNote, FormDialog, MultiSelect, Name, Section, useToast } from '../../components/index.ts'
import { useCommand, useQuery } from '../../data/index.ts'
import { useFormat, useT } from '../../i18n/index.ts'
import styles from './Succession.module.css'

const LEAST = 2
const MOST = 5

/** Whom we trust: said once, in quiet times. */
export const Trust = ({ provided, maySay }: { readonly provided: SuccessionView['provided']; readonly maySay: boolean }) => {
  const t = useT()
  const format = useFormat()
  const end = useCommand('endTrust')
  const [isNaming, setNaming] = useState(false)
  return (
    <Section
      title={t('succession.ours')}
      actions={
        maySay ? <Button onPress={() => setNaming(true)}>{t(provided === null ? 'succession.name' : 'succession.change')}</Button> : null
      }
    >
      {provided === null ? (
        <p className={styles.soft}>{t('succession.nobody')}</p>
      ) : (
        <>
          <p>{t('succession.any_two', { since: format.instant(provided.since) })}</p>
          <ul className={styles.rows}>
            {provided.trustees.map(({ org, name }) => (
              <li key={org}>
                <Name text={name} />
              </li>
            ))}
          </ul>
          <ErrorNote problem={end.problem} />
          {maySay ? (
            <ConfirmButton
              label={t('succession.end')}
              question={t('succession.end_question')}
              confirmLabel={t('succession.end')}
              onConfirm={() => void end.run({})}
            />
          ) : null}
        </>
      )}
      {isNaming ? <NameDialog start={provided?.trustees.map(({ org }) => org) ?? []} onClose={() => setNaming(false)} /> : null}
    </Section>
  )
}

const NameDialog = ({ start, onClose }: { readonly start: readonly string[]; readonly onClose: () => void }) => {
  const t = useT()
  const say = useToast()
  const network = useQuery('network', {}).value
  const command = useCommand('nameTrustees')
  const [chosen, setChosen] = useState<readonly string[]>(start)
  const others = (network?.organisations ?? []).filter((row) => !row.own)
  const save = async () => {
    const orgs = others.flatMap(({ profile }) => (chosen.includes(profile.org) ? [profile.org] : []))
    if (!(await command.run({ orgs })).ok) return
    say(t('succession.named'))
    onClose()
  }
  return (
    <FormDialog
      title={t('succession.name')}
      submitLabel={t('succession.name_do')}
      onSubmit={() => void save()}
      onClose={onClose}
      command={command}
      isComplete={chosen.length >= LEAST && chosen.length <= MOST}
    >
      <p>{t('succession.name_why')}</p>
      <MultiSelect
        label={t('succession.whom')}
        value={[...chosen]}
        onChange={setChosen}
        options={others.map(({ profile }) => ({ id: profile.org, label: profile.name }))}
      />
      <p className={styles.soft}>{t('succession.how_many', { least: LEAST, most: MOST })}</p>
    </FormDialog>
  )
}
