import { useState } from 'react'
import type { Person } from '@pergola/core/casework'
import type { Packet } from '@pergola/core/safety'
import { FormDialog, Select, TextField } from '../../components/index.ts'
import { useCommand } from '../../data/index.ts'
import { useT } from '../../i18n/index.ts'
import { useSituation } from '../case/situation.ts'
import { PACKET_PARTS } from './PacketText.tsx'

const NOTHING = { who: '', doctor: '', lawyer: '', tell: '', todo: '' }

export const PacketDialog = ({
  packet,
  people,
  onClose,
}: {
  readonly packet: Packet | null
  readonly people: readonly Person[]
  readonly onClose: () => void
}) => {
  const t = useT()
  const { view, nameOf } = useSituation()
  const command = useCommand('savePacket')
  const [draft, setDraft] = useState<Packet>(packet ?? { person: people[0]?.id ?? '', ...NOTHING })
  const save = async () => {
    if ((await command.run({ space: view.file.space, packet: draft })).ok) onClose()
  }
  return (
    <FormDialog
      title={t('safety.packet')}
      submitLabel={t('case.save')}
      onSubmit={() => void save()}
      onClose={onClose}
      command={command}
      isComplete={draft.person !== '' && PACKET_PARTS.some((part) => draft[part].trim() !== '')}
      size="wide"
    >
      {packet === null ? (
        <Select
          label={t('safety.packet.whose')}
          value={draft.person}
          onChange={(person) => setDraft({ ...draft, person })}
          options={people.map(({ id }) => ({ id, label: nameOf(id) }))}
          isRequired
        />
      ) : null}
      {PACKET_PARTS.map((part) => (
        <TextField
          key={part}
          label={t(`safety.packet.${part}`)}
          description={t(`safety.packet.${part}_why`)}
          value={draft[part]}
          onChange={(text) => setDraft({ ...draft, [part]: text })}
          multiline
          maxLength={20_000}
        />
      ))}
    </FormDialog>
  )
}
