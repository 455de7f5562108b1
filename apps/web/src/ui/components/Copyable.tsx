import { useState } from 'react'
import { useT } from '../i18n/index.ts'
import { Button } from './Button.tsx'
import styles from './marks.module.css'

/** A link or a code to carry elsewhere: readable, selectable at one press, copied by a button. */
export const Copyable = ({ text, label }: { readonly text: string; readonly label?: string }) => {
  const t = useT()
  const [copied, setCopied] = useState(false)
  const copy = () => void navigator.clipboard.writeText(text).then(() => setCopied(true))
  return (
    <div className={styles.copyable} role="group" aria-label={label ?? t('components.toCopy')}>
      <code dir="ltr">{text}</code>
      <Button icon={copied ? 'check' : 'copy'} onPress={copy}>
        {t(copied ? 'components.copied' : 'components.copy')}
      </Button>
    </div>
  )
}
