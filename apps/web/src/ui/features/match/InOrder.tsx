import type { DraftRow } from '../../../contract.ts'
import { Button, Checkbox, Name, RadioGroup } from '../../components/index.ts'
import { useT } from '../../i18n/index.ts'
import styles from './match.module.css'

/** Whether several are asked at once or one after the other, and in which order. */
export interface Order {
  readonly oneByOne: boolean
  /** The next is asked also after a no. */
  readonly afterNo: boolean
  /** Of every row, by `keyOf`. */
  readonly keys: readonly string[]
}

export const keyOf = ({ org, service }: Pick<DraftRow, 'org' | 'service'>): string => `${org} ${service ?? ''}`

interface InOrderProps {
  /** Those who can be asked, in the order as it stands. */
  readonly rows: readonly DraftRow[]
  readonly order: Order
  readonly onChange: (order: Order) => void
}

/** This one and the one before it change places. */
const earlier = (keys: readonly string[], key: string, before: string): readonly string[] =>
  keys.map((one) => (one === key ? before : one === before ? key : one))

export const InOrder = ({ rows, order, onChange }: InOrderProps) => {
  const t = useT()
  return (
    <section className={styles.addressee} aria-label={t('match.order')}>
      <RadioGroup
        label={t('match.order')}
        value={order.oneByOne ? 'order' : 'together'}
        onChange={(value) => onChange({ ...order, oneByOne: value === 'order' })}
        options={[
          { id: 'together', label: t('match.order_together') },
          { id: 'order', label: t('match.order_one_by_one'), description: t('match.order_why') },
        ]}
      />
      {order.oneByOne ? (
        <>
          <ol className={styles.order}>
            {rows.map((row, at) => {
              const before = rows[at - 1]
              return (
                <li key={keyOf(row)}>
                  <Name text={row.toName} />
                  {before === undefined ? null : (
                    <Button
                      label={t('match.order_earlier_whom', { org: row.toName })}
                      onPress={() => onChange({ ...order, keys: earlier(order.keys, keyOf(row), keyOf(before)) })}
                    >
                      {t('match.order_earlier')}
                    </Button>
                  )}
                </li>
              )
            })}
          </ol>
          <Checkbox
            label={t('match.order_after_no')}
            description={t('match.order_after_no_why')}
            value={order.afterNo}
            onChange={(afterNo) => onChange({ ...order, afterNo })}
          />
        </>
      ) : null}
    </section>
  )
}
