import { useState } from 'react'
import { Button, Empty, ErrorNote, Loading, Page, Section } from '../../components/index.ts'
import { useQuery } from '../../data/index.ts'
import { useFormat, useT } from '../../i18n/index.ts'
import { groupsOf, keyOf, type TodayGroup } from './groups.ts'
import { Item } from './Item.tsx'
import styles from './today.module.css'

/** What needs me now. An empty page is the goal of the day. */
export const TodayPage = () => {
  const t = useT()
  const format = useFormat()
  const today = useQuery('today', {})
  const groups = groupsOf(today.value?.items ?? [])
  return (
    <Page title={t('today.title')} lead={today.value === null ? undefined : format.day(localDay(today.value.now))}>
      <ErrorNote problem={today.problem} />
      {today.state === 'loading' ? <Loading /> : null}
      {today.value !== null && groups.length === 0 ? <Empty title={t('today.empty')} text={t('today.empty_why')} /> : null}
      {groups.map((group) => (
        <Lines key={group.id} group={group} />
      ))}
    </Page>
  )
}

/** So many lines of a group are drawn at first. Whoever has thousands of cases has thousands of lines, and begins with the first. */
const AT_FIRST = 50
const MORE = 200

const Lines = ({ group }: { readonly group: TodayGroup }) => {
  const t = useT()
  const [drawn, setDrawn] = useState(AT_FIRST)
  const left = group.items.length - drawn
  return (
    <Section title={t(`today.group.${group.id}`)}>
      <ul className={styles.items}>
        {group.items.slice(0, drawn).map((item) => (
          <li key={keyOf(item)}>
            <Item item={item} />
          </li>
        ))}
      </ul>
      {left > 0 ? <Button onPress={() => setDrawn(drawn + MORE)}>{t('today.more', { count: Math.min(left, MORE) })}</Button> : null}
    </Section>
  )
}

/** The reader's own calendar day. */
const localDay = (now: number): string => {
  const date = new Date(now)
  const two = (number: number): string => String(number).padStart(2, '0')
  return `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`
}
