import type { ReactNode } from 'react'
import { Icon, type IconName } from './Icon.tsx'
import buttonStyles from './Button.module.css'

export interface LinkProps {
  /** A place in the app, e.g. `/cases`; it becomes `#/cases`. */
  readonly to: string
  /** Looks like a button where going there is the thing to do. */
  readonly kind?: 'text' | 'primary' | 'quiet' | 'bare'
  readonly icon?: IconName
  readonly label?: string
  readonly isCurrent?: boolean
  readonly className?: string | undefined
  readonly children: ReactNode
}

/** A plain anchor: it opens in a new tab, it can be copied, it prints. */
export const Link = ({ to, kind = 'text', icon, label, isCurrent = false, className, children }: LinkProps) => (
  <a
    href={`#${to}`}
    className={className ?? (kind === 'text' ? undefined : `${buttonStyles.button} ${buttonStyles[kind]}`)}
    aria-label={label}
    aria-current={isCurrent ? 'page' : undefined}
  >
    {icon === undefined ? null : <Icon name={icon} size={kind === 'text' ? 20 : 16} />}
    {kind === 'text' ? children : <span>{children}</span>}
  </a>
)
