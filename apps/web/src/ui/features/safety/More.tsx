import { type ReactNode, useState } from 'react'
import styles from './safety.module.css'

/** What one may add, folded away. Its fields are drawn when it is opened first: thirty folded ones would be drawn with every key that is typed. */
export const More = ({ summary, children }: { readonly summary: string; readonly children: ReactNode }) => {
  const [opened, setOpened] = useState(false)
  return (
    <details className={styles.more} onToggle={({ currentTarget }) => setOpened(opened || currentTarget.open)}>
      <summary>{summary}</summary>
      {opened ? <div className={styles.fields}>{children}</div> : null}
    </details>
  )
}
