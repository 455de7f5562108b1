import { useState } from 'react'
import type { Packet as Kept } from '@pergola/core/safety'
import type { SafetyView } from '../../../contract.ts'
import { Button, ConfirmButton, Empty, ErrorNote, Name, Note, Section } from '../../components/index.ts'
import { useCommand } from '../../data/index.ts'
import { useFormat, useT } from '../../i18n/index.ts'
import { useSituation } from '../case/situation.ts'
import { PacketDialog } from './PacketDialog.tsx'
import { PacketText } from './PacketText.tsx'
import styles from './safety.module.css'

/** Sealed apart from the file: only we read it, until a rung of the ladder opens it to somebody. */
export const Packet = ({ safety }: { readonly safety: SafetyView }) => {
  const t = useT()
  const { view, rights, nameOf } = useSituation()
  const [form, setForm] = useState<Kept | 'new' | null>(null)
  if (!view.own) return null
  const { packets, packetOpenTo } = safety
  const missing = view.file.people.filter(({ id }) => !packets?.some(({ person }) => person === id))
  const write =
    rights.hold && packets !== null && missing.length > 0 ? (
      <Button onPress={() => setForm('new')}>{t('safety.packet.write')}</Button>
    ) : null
  return (
    <Section title={t('safety.packet')} actions={write}>
      {packets === null ? <Note icon="lock" title={t('safety.packet.not_here')} /> : null}
      {packets?.length === 0 ? <Empty title={t('safety.packet.empty')} text={t('safety.packet.empty_why')} /> : null}
      {packetOpenTo.map((one) => (
        <OpenTo key={one.org} one={one} />
      ))}
      {packets?.map((packet) => (
        <div key={packet.person} className={styles.card}>
          <div className={styles.cardHead}>
            <h3>
              <Name text={nameOf(packet.person)} />
            </h3>
            {rights.hold ? <Button onPress={() => setForm(packet)}>{t('safety.edit')}</Button> : null}
          </div>
          <PacketText packet={packet} />
        </div>
      ))}
      {form === null ? null : <PacketDialog packet={form === 'new' ? null : form} people={missing} onClose={() => setForm(null)} />}
    </Section>
  )
}

const OpenTo = ({ one: { org, name, since } }: { readonly one: SafetyView['packetOpenTo'][number] }) => {
  const t = useT()
  const format = useFormat()
  const { view, rights } = useSituation()
  const command = useCommand('takeBackPacket')
  return (
    <Note
      kind="danger"
      title={t('safety.packet.open_to', { org: name, when: format.instant(since) })}
      action={
        rights.hold ? (
          <ConfirmButton
            label={t('safety.packet.take_back')}
            question={t('safety.packet.take_back_question', { org: name })}
            confirmLabel={t('safety.packet.take_back')}
            onConfirm={() => void command.run({ space: view.file.space, org })}
          />
        ) : undefined
      }
    >
      <ErrorNote problem={command.problem} />
    </Note>
  )
}
