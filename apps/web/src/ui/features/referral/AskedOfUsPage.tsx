import { useMemo } from 'react'
import { useLocation } from 'wouter'
import { type Column, DataTable, Empty, ErrorNote, Loading, Name, Page, Time } from '../../components/index.ts'
import { useQuery } from '../../data/index.ts'
import { useT, useVocab } from '../../i18n/index.ts'
import { useListKeys } from '../cases/keys.ts'

interface Asked {
  readonly to: string
  readonly what: string
  readonly from: string
  readonly state: string
  readonly at: number
}

/** What other organisations asked of us: for support, and whether we know somebody's work. */
export const AskedOfUsPage = () => {
  const t = useT()
  const [, go] = useLocation()
  const support = useQuery('referrals', { direction: 'in' })
  const vouches = useQuery('vouchRequests', {})
  const rows = useRows(support.value, vouches.value)
  const columns = useColumns()
  const list = useListKeys(() => undefined)
  return (
    <Page title={t('referral.asked_of_us')} breadcrumb={{ to: '/cases', label: t('cases.title') }} lead={t('referral.asked_of_us_lead')}>
      <ErrorNote problem={support.problem ?? vouches.problem} />
      {rows === null ? (
        support.state === 'loading' || vouches.state === 'loading' ? (
          <Loading />
        ) : null
      ) : (
        <div ref={list}>
          <DataTable
            label={t('referral.asked_of_us')}
            columns={columns}
            rows={rows}
            rowKey={(row) => row.to}
            onOpen={(row) => go(row.to)}
            empty={<Empty title={t('referral.asked_of_us_empty')} text={t('referral.asked_of_us_empty_why')} />}
          />
        </div>
      )}
    </Page>
  )
}

type Support = ReturnType<typeof useQuery<'referrals'>>['value']
type Vouches = ReturnType<typeof useQuery<'vouchRequests'>>['value']

/** Both kinds as one list, newest first. */
const useRows = (support: Support, vouches: Vouches): readonly Asked[] | null => {
  const t = useT()
  const vocab = useVocab()
  return useMemo(() => {
    if (support === null || vouches === null) return null
    const asked: readonly Asked[] = [
      ...support.map(({ space, kind, otherName, state, sentAt }) => ({
        to: `/referrals/${space}`,
        what: vocab('support_type', kind),
        from: otherName,
        state: vocab('referral_state', state),
        at: sentAt,
      })),
      ...vouches.map(({ space, otherName, state, answer, sentAt }) => ({
        to: `/vouch/${space}`,
        what: t('referral.asked_vouch'),
        from: otherName,
        state: answer === null ? t('referral.vouch_state', { state }) : vocab('vouch_answer', answer),
        at: sentAt,
      })),
    ]
    return asked.toSorted((a, b) => b.at - a.at)
  }, [support, vouches, t, vocab])
}

const useColumns = (): readonly Column<Asked>[] => {
  const t = useT()
  return useMemo(
    () => [
      {
        id: 'what',
        label: t('referral.asked_of_us_what'),
        width: 'minmax(0, 1fr)',
        cell: (row) => (
          <a href={`#${row.to}`} tabIndex={-1}>
            {row.what}
          </a>
        ),
      },
      { id: 'from', label: t('referral.asked_of_us_from'), width: 'minmax(0, 1fr)', cell: (row) => <Name text={row.from} /> },
      { id: 'state', label: t('referral.asked_of_us_state'), width: '11rem', cell: (row) => row.state },
      { id: 'at', label: t('referral.asked_of_us_at'), width: '10.5rem', cell: (row) => <Time value={row.at} /> },
    ],
    [t],
  )
}
