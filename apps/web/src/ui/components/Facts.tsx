import type { ReactNode } from 'react'
import styles from './Page.module.css'

/** Pairs of what and which, as on a paper form. */
export const Facts = ({ items }: { readonly items: readonly { readonly label: string; readonly value: ReactNode }[] }) => (
  <dl className={styles.facts}>
    {items.map((item) => (
      <div key={item.label} className={styles.fact}>
        <dt>{item.label}</dt>
        <dd>{item.value}</dd>
      </div>
    ))}
  </dl>
)
