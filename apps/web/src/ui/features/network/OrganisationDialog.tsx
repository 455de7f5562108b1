import type { RosterRow } from '../../../contract.ts'
import { Button, Dialog, ErrorNote, Facts, useToast } from '../../components/index.ts'
import { useCommand, useMay } from '../../data/index.ts'
import { useFormat, useT, useVocab } from '../../i18n/index.ts'
import { SafetyWords } from '../session/SafetyWords.tsx'
import { Compared } from './Compared.tsx'
import { Leaving } from './Leaving.tsx'
import styles from './Network.module.css'

interface OrganisationDialogProps {
  readonly row: RosterRow
  /** Our organisation leads the network. */
  readonly leads: boolean
  readonly onClose: () => void
}

/** One organisation: what it says of itself, and the words that prove its keys. */
export const OrganisationDialog = ({ row, leads, onClose }: OrganisationDialogProps) => {
  const t = useT()
  const vocab = useVocab()
  const format = useFormat()
  const { profile } = row
  return (
    <Dialog title={profile.name} isOpen onClose={onClose}>
      {profile.about === '' ? null : <p dir="auto">{profile.about}</p>}
      <Facts
        items={[
          { label: t('session.org.kind'), value: vocab('org_kind', profile.kind) },
          { label: t('network.countries'), value: format.list(profile.countries.map(format.place)) || t('network.notSaid') },
          { label: t('network.languages'), value: format.list(profile.languages.map(format.language)) || t('network.notSaid') },
          { label: t('network.role'), value: vocab('role', row.role) },
          { label: t('network.keys'), value: t('network.keys.generation', { generation: row.keyGeneration }) },
          { label: t('network.safetyWords'), value: <Compared row={row} /> },
        ]}
      />
      {row.own ? null : <Compare row={row} />}
      <Leaving row={row} leads={leads} onDone={onClose} />
    </Dialog>
  )
}

const Compare = ({ row }: { readonly row: RosterRow }) => {
  const t = useT()
  const say = useToast()
  const mark = useCommand('markVerified')
  const may = useMay('editor')
  const name = row.profile.name
  const done = async () => {
    const answer = await mark.run({ org: row.profile.org })
    if (answer.ok) say(t('network.compared.done', { name }))
  }
  return (
    <section className={styles.compare}>
      <h3>{t('network.compare')}</h3>
      <p>{t('network.compare.how', { name })}</p>
      <SafetyWords words={row.safetyWords} />
      <p className={styles.soft}>{t('network.compare.differ')}</p>
      <ErrorNote problem={mark.problem} />
      {row.verified === null && may ? (
        <div>
          <Button kind="primary" icon="shield" isBusy={mark.busy} onPress={() => void done()}>
            {t('network.compare.same')}
          </Button>
        </div>
      ) : null}
    </section>
  )
}
