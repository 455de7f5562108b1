import type { ReactNode } from 'react'
import styles from './Notes.module.css'

export interface EmptyProps {
  readonly title: string
  readonly text: string
  readonly action?: ReactNode
}

/** Nothing here, why, and what to do about it. */
export const Empty = ({ title, text, action }: EmptyProps) => (
  <div className={styles.empty}>
    <h2>{title}</h2>
    <p>{text}</p>
    {action === undefined ? null : <div>{action}</div>}
  </div>
)
