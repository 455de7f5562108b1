import { Button as AriaButton } from 'react-aria-components/Button'
import { Menu as AriaMenu, MenuItem, MenuTrigger } from 'react-aria-components/Menu'
import { Popover } from 'react-aria-components/Popover'
import { Icon, type IconName } from './Icon.tsx'
import buttonStyles from './Button.module.css'
import styles from './Menu.module.css'

export interface MenuProps {
  /** Names the button; seen beside the icon only when `showLabel` is set. */
  readonly label: string
  readonly items: readonly { readonly id: string; readonly label: string; readonly danger?: boolean; readonly isDisabled?: boolean }[]
  readonly onAction: (id: string) => void
  readonly showLabel?: boolean
  readonly icon?: IconName
}

export const Menu = ({ label, items, onAction, showLabel = false, icon = 'more' }: MenuProps) => (
  <MenuTrigger>
    <AriaButton aria-label={label} className={`${buttonStyles.button} ${showLabel ? '' : buttonStyles.bare}`}>
      {showLabel ? <span>{label}</span> : null}
      <Icon name={showLabel ? 'down' : icon} size={showLabel ? 16 : 20} />
    </AriaButton>
    <Popover className={styles.popover ?? ''} placement="bottom end">
      <AriaMenu className={styles.menu ?? ''} onAction={(key) => onAction(String(key))}>
        {items.map((item) => (
          <MenuItem
            key={item.id}
            id={item.id}
            isDisabled={item.isDisabled ?? false}
            className={`${styles.item} ${item.danger === true ? styles.danger : ''}`}
          >
            {item.label}
          </MenuItem>
        ))}
      </AriaMenu>
    </Popover>
  </MenuTrigger>
)
