import type { ReactNode } from 'react'
import { tooLongIn } from '../../components/index.ts'
import styles from './Session.module.css'

/** A form that is sent by Enter or its button, and never by the browser. */
export const Form = ({ onSubmit, children }: { readonly onSubmit: () => void; readonly children: ReactNode }) => (
  <form
    className={styles.form}
    noValidate
    onSubmit={(event) => {
      event.preventDefault()
      if (!tooLongIn(event.currentTarget)) onSubmit()
    }}
  >
    {children}
  </form>
)

export const Part = ({ title, children }: { readonly title: string; readonly children: ReactNode }) => (
  <fieldset className={styles.part}>
    <legend>{title}</legend>
    {children}
  </fieldset>
)
