import { useState } from 'react'
import type { ReviewRow } from '../../../contract.ts'
import { Button, Empty, ErrorNote, Link, Loading, Name, NumberField, Page, useToast } from '../../components/index.ts'
import { useCommand, useMay, useQuery } from '../../data/index.ts'
import { useFormat, useT, useVocab } from '../../i18n/index.ts'
import { DirectoryNav } from '../directory/DirectoryNav.tsx'
import { entryAddress } from '../directory/ServiceList.tsx'
import { DisputeLine } from '../entry/Standing.tsx'
import { useSaid } from '../entry/said.ts'
import lists from '../directory/lists.module.css'
import styles from './keeping.module.css'

/** Days ahead that the page looks: what falls due this week is done together with what is due today. */
const AHEAD = 7

/** Our entries that wait for a "yes, still true" or are disputed: a minute for all of them. */
export const ReviewsPage = () => {
  const t = useT()
  const { value, state, problem } = useQuery('reviewsDue', { withinDays: AHEAD })
  return (
    <Page title={t('directory.room.reviews')} lead={t('keeping.reviews_lead')}>
      <DirectoryNav />
      <ErrorNote problem={problem} />
      {state === 'loading' ? <Loading /> : null}
      {value?.length === 0 ? (
        <Empty
          title={t('keeping.reviews_empty')}
          text={t('keeping.reviews_empty_why')}
          action={<Link to="/directory">{t('directory.title')}</Link>}
        />
      ) : null}
      <ul className={lists.list}>
        {(value ?? []).map((review) => (
          <li key={review.row.service.id}>
            <Review review={review} />
          </li>
        ))}
      </ul>
    </Page>
  )
}

const Review = ({ review }: { readonly review: ReviewRow }) => {
  const t = useT()
  const vocab = useVocab()
  const format = useFormat()
  const say = useToast()
  const said = useSaid()
  const confirm = useCommand('confirmFacts')
  const mayWrite = useMay('contributor')
  const { service } = review.row
  const [free, setFree] = useState<number | null>(service.reach.capacity?.free ?? null)
  const yes = async () => {
    const answer = await confirm.run({ id: service.id, ...(service.reach.capacity !== undefined && { free }) })
    if (answer.ok) say(t('keeping.confirmed', { count: answer.value.confirmed }))
  }
  return (
    <>
      <div className={lists.head}>
        <h2>
          <Link to={entryAddress(service.id)}>{service.name}</Link>
        </h2>
        <span className={lists.quiet}>
          {review.dueOn === null ? t('directory.never_checked') : t('keeping.due', { day: format.day(review.dueOn) })}
        </span>
      </div>
      {review.disputes.length === 0 ? null : (
        <ul className={styles.facts}>
          {review.disputes.map((row) => (
            <li key={row.id}>
              <DisputeLine row={row} />
            </li>
          ))}
        </ul>
      )}
      <ul className={styles.facts}>
        {review.facts.map((fact, at) => (
          <li key={`${fact.code}${at}`}>
            <span className={lists.quiet}>{vocab('fact', fact.code)}</span> <Name text={said(fact)} />
          </li>
        ))}
      </ul>
      {review.facts.length === 0 ? null : mayWrite ? (
        <div className={styles.answer}>
          {service.reach.capacity === undefined ? null : (
            <NumberField
              label={t('keeping.free_today', { unit: vocab('capacity_unit', service.reach.capacity.unit) })}
              value={free}
              onChange={setFree}
              min={0}
            />
          )}
          <Button kind="primary" icon="check" isBusy={confirm.busy} onPress={() => void yes()}>
            {t('keeping.yes')}
          </Button>
          <Link to={entryAddress(service.id)}>{t('keeping.something_changed')}</Link>
        </div>
      ) : (
        <p className={lists.quiet}>{t('keeping.read_only')}</p>
      )}
      <ErrorNote problem={confirm.problem} />
    </>
  )
}
