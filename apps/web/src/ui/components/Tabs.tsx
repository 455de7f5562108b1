import { useEffect, useRef, type ReactNode } from 'react'
import { Tab, TabList, TabPanel, Tabs as AriaTabs } from 'react-aria-components/Tabs'
import styles from './Tabs.module.css'

export interface TabsProps {
  readonly label: string
  readonly items: readonly { readonly id: string; readonly label: string; readonly content: ReactNode }[]
  readonly selected: string
  readonly onSelect: (id: string) => void
}

/** Where not all tabs fit, the one that is open is among those that do. Only the row of tabs moves, never the page. */
const showSelected = (list: HTMLElement | null): void => {
  const tab = list?.querySelector('[data-selected]')?.getBoundingClientRect()
  const room = list?.getBoundingClientRect()
  if (!list || !tab || !room) return
  list.scrollBy({ left: tab.x + tab.width / 2 - (room.x + room.width / 2) })
}

export const Tabs = ({ label, items, selected, onSelect }: TabsProps) => {
  const list = useRef<HTMLDivElement>(null)
  // Before the first picture the row is still empty.
  useEffect(() => {
    const frame = requestAnimationFrame(() => showSelected(list.current))
    return () => cancelAnimationFrame(frame)
  }, [selected])
  return (
    <AriaTabs className={styles.tabs ?? ''} selectedKey={selected} onSelectionChange={(key) => onSelect(String(key))}>
      <TabList ref={list} aria-label={label} className={styles.list ?? ''}>
        {items.map((item) => (
          <Tab key={item.id} id={item.id} className={styles.tab ?? ''}>
            {item.label}
          </Tab>
        ))}
      </TabList>
      {items.map((item) => (
        <TabPanel key={item.id} id={item.id} className={styles.panel ?? ''}>
          {item.content}
        </TabPanel>
      ))}
    </AriaTabs>
  )
}
