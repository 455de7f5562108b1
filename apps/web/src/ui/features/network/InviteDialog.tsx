import { useState } from 'react'
import { Button, Copyable, Dialog, ErrorNote, RadioGroup, Select, TextField } from '../../components/index.ts'
import { ROLES, type Role, useCommand } from '../../data/index.ts'
import { useFormat, useT, useVocab } from '../../i18n/index.ts'
import styles from './Network.module.css'

const DAYS = [1, 3, 7, 14] as const

/** Makes a link, and shows it this once. */
export const InviteDialog = ({ onClose }: { readonly onClose: () => void }) => {
  const t = useT()
  const [link, setLink] = useState<string | null>(null)
  if (link === null) return <InviteForm onClose={onClose} onMade={setLink} />
  return (
    <Dialog
      title={t('network.invite.link')}
      isOpen
      onClose={onClose}
      isAlert
      actions={
        <Button kind="primary" onPress={onClose}>
          {t('network.invite.sent')}
        </Button>
      }
    >
      <p>{t('network.invite.once')}</p>
      <Copyable text={link} label={t('network.invite.link')} />
      <p className={styles.soft}>{t('network.invite.then')}</p>
    </Dialog>
  )
}

const InviteForm = ({ onClose, onMade }: { readonly onClose: () => void; readonly onMade: (link: string) => void }) => {
  const t = useT()
  const vocab = useVocab()
  const format = useFormat()
  const person = useCommand('invitePerson')
  const organisation = useCommand('inviteOrganisation')
  const [kind, setKind] = useState<string>('person')
  const [label, setLabel] = useState('')
  const [role, setRole] = useState<string>('editor')
  const [days, setDays] = useState('7')
  const [isChecked, setChecked] = useState(false)
  const submit = async () => {
    setChecked(true)
    if (label.trim() === '') return
    const about = { label: label.trim(), days: Number(days) }
    const answer = await (kind === 'person' ? person.run({ ...about, role: role as Role }) : organisation.run(about))
    if (answer.ok) onMade(answer.value.link)
  }
  return (
    <Dialog
      title={t('network.invite')}
      isOpen
      onClose={onClose}
      actions={
        <>
          <Button onPress={onClose}>{t('components.cancel')}</Button>
          <Button kind="primary" isBusy={person.busy || organisation.busy} onPress={() => void submit()}>
            {t('network.invite.make')}
          </Button>
        </>
      }
    >
      <RadioGroup
        label={t('network.invite.whom')}
        value={kind}
        onChange={setKind}
        options={[
          { id: 'person', label: t('network.invite.person'), description: t('network.invite.person.means') },
          { id: 'organisation', label: t('network.invite.organisation'), description: t('network.invite.organisation.means') },
        ]}
      />
      <TextField
        label={t('network.invite.label')}
        description={t('network.invite.label.why')}
        value={label}
        onChange={setLabel}
        isRequired
        maxLength={80}
        error={isChecked && label.trim() === '' ? t('session.missing') : null}
      />
      {kind === 'person' ? (
        <Select
          label={t('network.role')}
          description={vocab('role_means', role)}
          value={role}
          onChange={setRole}
          isRequired
          options={ROLES.map((id) => ({ id, label: vocab('role', id) }))}
        />
      ) : null}
      <Select
        label={t('network.invite.days')}
        value={days}
        onChange={setDays}
        isRequired
        options={DAYS.map((count) => ({ id: String(count), label: t('network.days', { count, shown: format.number(count) }) }))}
      />
      <ErrorNote problem={person.problem ?? organisation.problem} />
    </Dialog>
  )
}
