import type { ReactNode } from 'react'
import { Icon, type IconName } from './Icon.tsx'
import styles from './Notes.module.css'

export interface NoteProps {
  readonly title: string
  readonly children?: ReactNode
  readonly action?: ReactNode
  /** `danger` is red: only for a danger. */
  readonly kind?: 'plain' | 'danger'
  readonly icon?: IconName
}

/** Something the reader should know on this page: what, then what to do. */
export const Note = ({ title, children, action, kind = 'plain', icon }: NoteProps) => (
  <div className={`${styles.note} ${kind === 'danger' ? styles.bad : ''}`} role={kind === 'danger' ? 'alert' : 'status'}>
    <Icon name={icon ?? (kind === 'danger' ? 'warning' : 'pending')} />
    <div className={styles.noteText}>
      <strong>{title}</strong>
      {children === undefined ? null : <div>{children}</div>}
    </div>
    {action}
  </div>
)
