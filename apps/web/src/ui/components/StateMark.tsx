import { useFormat, useT } from '../i18n/index.ts'
import { Icon, type IconName } from './Icon.tsx'
import styles from './marks.module.css'

export type MarkState = 'pending' | 'sent' | 'conflict' | 'not_permitted' | 'locked' | 'offline' | 'tampered' | 'gone'

const ICONS: Readonly<Record<MarkState, IconName>> = {
  pending: 'pending',
  sent: 'sent',
  conflict: 'conflict',
  not_permitted: 'forbidden',
  locked: 'lock',
  offline: 'cloud_off',
  tampered: 'warning',
  gone: 'gone',
}

/** The states everyone shares, said the same way everywhere. `since`: Unix milliseconds. */
export const StateMark = ({ state, since }: { readonly state: MarkState; readonly since?: number | null | undefined }) => {
  const t = useT()
  const format = useFormat()
  const dated = since === undefined || since === null ? '' : format.instant(since)
  return (
    <span className={`${styles.mark} ${state === 'tampered' ? styles.alarm : ''}`} title={t(`state.${state}.means`)}>
      <Icon name={ICONS[state]} size={16} />
      {dated === '' ? t(`state.${state}`) : t('state.since', { state: t(`state.${state}`), when: dated })}
    </span>
  )
}
