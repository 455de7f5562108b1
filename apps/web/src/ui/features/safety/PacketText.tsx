import type { Packet } from '@pergola/core/safety'
import { Name } from '../../components/index.ts'
import { useT } from '../../i18n/index.ts'
import styles from './safety.module.css'

export const PACKET_PARTS = ['who', 'doctor', 'lawyer', 'tell', 'todo'] as const

export const PacketText = ({ packet }: { readonly packet: Packet }) => {
  const t = useT()
  return (
    <dl className={styles.lines}>
      {PACKET_PARTS.filter((part) => packet[part] !== '').map((part) => (
        <div key={part}>
          <dt className={styles.quiet}>{t(`safety.packet.${part}`)}</dt>
          <dd className={styles.prose}>
            <Name text={packet[part]} />
          </dd>
        </div>
      ))}
    </dl>
  )
}
