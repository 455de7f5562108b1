import type { ReactNode } from 'react'
import { Button as AriaButton } from 'react-aria-components/Button'
import { Icon, type IconName } from './Icon.tsx'
import { steady } from './steady.tsx'
import styles from './Button.module.css'

export interface ButtonProps {
  /** `primary`: the one thing to do here. `quiet`: anything else. `danger`: cannot be taken back. `bare`: inside rows and bars. */
  readonly kind?: 'primary' | 'quiet' | 'danger' | 'bare'
  readonly onPress?: (() => void) | undefined
  readonly isDisabled?: boolean
  readonly isBusy?: boolean
  readonly type?: 'button' | 'submit'
  readonly icon?: IconName
  /** Says more to a screen reader than the visible words do; begins with them. */
  readonly label?: string
  readonly autoFocus?: boolean
  readonly children?: ReactNode
}

export const Button = steady(
  'onPress',
  ({
    kind = 'quiet',
    onPress,
    isDisabled = false,
    isBusy = false,
    type = 'button',
    icon,
    label,
    autoFocus = false,
    children,
  }: ButtonProps) => (
    <AriaButton
      className={`${styles.button} ${styles[kind]} ${isBusy ? styles.busy : ''}`}
      // While something is on its way a second press does nothing, but the focus stays where it is.
      type={isBusy ? 'button' : type}
      isDisabled={isDisabled}
      autoFocus={autoFocus}
      {...(onPress === undefined || isBusy ? {} : { onPress })}
      {...(label === undefined ? {} : { 'aria-label': label })}
    >
      {icon === undefined ? null : <Icon name={icon} size={16} />}
      {children === undefined ? null : <span>{children}</span>}
    </AriaButton>
  ),
)
