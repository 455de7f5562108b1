import type { ReactNode } from 'react'
import { Tab, TabList, TabPanel, Tabs as AriaTabs } from 'react-aria-components/Tabs'
import styles from './Tabs.module.css'

export interface TabsProps {
  readonly label: string
  readonly items: readonly { readonly id: string; readonly label: string; readonly content: ReactNode }[]
  readonly selected: string
  readonly onSelect: (id: string) => void
}

export const Tabs = ({ label, items, selected, onSelect }: TabsProps) => (
  <AriaTabs className={styles.tabs ?? ''} selectedKey={selected} onSelectionChange={(key) => onSelect(String(key))}>
    <TabList aria-label={label} className={styles.list ?? ''}>
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
