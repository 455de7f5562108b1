import type { CSSProperties } from 'react'
import type { Day } from '@pergola/core/casework'
import type { Combination } from '@pergola/core/matching'
import type { MatchRow, MatchView } from '../../../contract.ts'
import { Button, Facts, Name, Section } from '../../components/index.ts'
import { useFormat, useT } from '../../i18n/index.ts'
import { daysBetween } from '../case/relay-chart/days.ts'
import { useMoney } from './sentences.ts'
import styles from './match.module.css'

interface TogetherProps {
  readonly view: MatchView
  readonly isOpen: (row: MatchRow) => boolean
  readonly onSelect: (ids: readonly string[]) => void
}

/** Several services that cover the need between them: as bars to look at, and as a table that says the same. */
export const Together = ({ view, isOpen, onSelect }: TogetherProps) => {
  const t = useT()
  const { together } = view
  const ids = together.parts.map(({ service }) => service.id)
  const open = view.rows.filter((row) => ids.includes(row.service.id) && isOpen(row)).map(({ service }) => service.id)
  const nothingToSay = view.possible === 0 || (together.parts.length === 0 && together.coveredDays === together.wantedDays)
  if (together.wantedDays === 0 || nothingToSay) return null
  return (
    <Section
      title={t('match.together')}
      actions={
        open.length === 0 ? undefined : <Button onPress={() => onSelect(open)}>{t('match.select_these', { count: open.length })}</Button>
      }
    >
      {together.parts.length === 0 ? (
        <p className={styles.quiet}>{t('match.together_none')}</p>
      ) : (
        <>
          {together.way === 'days' ? <Bars view={view} /> : null}
          <Parts view={view} />
          <Sums together={together} />
          <p className={styles.quiet}>{t(together.exact ? 'match.exact' : 'match.not_exact', { bound: together.bound })}</p>
        </>
      )}
    </Section>
  )
}

const nameOf = (view: MatchView, id: string, name: string): string =>
  name || view.rows.find(({ service }) => service.id === id)?.askName || ''

const Bars = ({ view: { together, asked, ...view } }: { readonly view: MatchView }) => {
  const whole = Math.max(1, asked.days)
  const at = (from: Day, to: Day): CSSProperties =>
    ({
      '--from': `${(100 * (daysBetween(asked.from, from) - 1)) / whole}%`,
      '--long': `${(100 * daysBetween(from, to)) / whole}%`,
    }) as CSSProperties
  return (
    <div className={styles.bars} aria-hidden="true">
      {together.uncovered.map(({ from, to }) => (
        <span key={from} className={styles.nobody} style={at(from, to)} />
      ))}
      {together.parts.map(({ service, from, to, sure }) => (
        <span key={service.id} className={sure ? styles.sure : styles.unsure} style={at(from, to)}>
          <span dir="auto">{nameOf({ together, asked, ...view }, service.id, service.name)}</span>
        </span>
      ))}
    </div>
  )
}

const Parts = ({ view }: { readonly view: MatchView }) => {
  const t = useT()
  const format = useFormat()
  const money = useMoney()
  const { together } = view
  const withCost = together.parts.some(({ cost }) => cost !== null)
  return (
    <div className={styles.scroll} tabIndex={0} role="group" aria-label={t('match.together')}>
      <table className={styles.parts}>
        <thead>
          <tr>
            <th scope="col">{t('match.part.who')}</th>
            <th scope="col">{t('match.part.from')}</th>
            <th scope="col">{t('match.part.to')}</th>
            <th scope="col">{t('match.part.days')}</th>
            {withCost ? <th scope="col">{t('match.part.pays')}</th> : null}
          </tr>
        </thead>
        <tbody>
          {together.parts.map(({ service, from, to, days, sure, cost }) => (
            <tr key={service.id}>
              <th scope="row">
                <Name text={nameOf(view, service.id, service.name)} />
                {sure ? null : (
                  <span className={styles.quiet}> {t(together.way === 'days' ? 'match.part.unsure' : 'match.part.unsure_sum')}</span>
                )}
              </th>
              <td>{format.day(from, 'short')}</td>
              <td>{format.day(to, 'short')}</td>
              <td>{format.number(days)}</td>
              {withCost ? <td>{cost === null ? '' : money(cost.amount, cost.currency)}</td> : null}
            </tr>
          ))}
          {together.uncovered.map(({ from, to }) => (
            <tr key={from} className={styles.gap}>
              <th scope="row">{t('match.part.nobody')}</th>
              <td>{format.day(from, 'short')}</td>
              <td>{format.day(to, 'short')}</td>
              <td>{format.number(daysBetween(from, to))}</td>
              {withCost ? <td /> : null}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

const Sums = ({ together }: { readonly together: Combination }) => {
  const t = useT()
  const format = useFormat()
  const money = useMoney()
  const { unpaid, coveredDays, sureDays, unsureDays, uncoveredDays } = together
  const days = (count: number): string => t('match.days', { count })
  if (unpaid !== null)
    return (
      <Facts
        items={[
          { label: t('match.sum.unpaid'), value: unpaid.amount === 0 ? t('match.sum.all_paid') : money(unpaid.amount, unpaid.currency) },
        ]}
      />
    )
  return (
    <Facts
      items={[
        ...(coveredDays === 0 ? [] : [{ label: t('match.sum.covered'), value: days(coveredDays) }]),
        { label: t('match.sum.sure'), value: days(sureDays) },
        ...(unsureDays === 0 ? [] : [{ label: t('match.sum.unsure'), value: days(unsureDays) }]),
        {
          label: t('match.sum.nobody'),
          value: uncoveredDays === 0 ? format.number(0) : <span className={styles.red}>{days(uncoveredDays)}</span>,
        },
      ]}
    />
  )
}
