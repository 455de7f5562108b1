import { Empty, ErrorNote, Loading, Page, Section } from '../../components/index.ts'
import { useQuery } from '../../data/index.ts'
import { useFormat, useT } from '../../i18n/index.ts'
import { groupsOf, keyOf } from './groups.ts'
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
        <Section key={group.id} title={t(`today.group.${group.id}`)}>
          <ul className={styles.items}>
            {group.items.map((item) => (
              <li key={keyOf(item)}>
                <Item item={item} />
              </li>
            ))}
          </ul>
        </Section>
      ))}
    </Page>
  )
}

/** The reader's own calendar day. */
const localDay = (now: number): string => {
  const date = new Date(now)
  const two = (number: number): string => String(number).padStart(2, '0')
  return `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`
}
