import type { RelayRow } from '../../../contract.ts'
import { Button, Dialog, Facts, Name } from '../../components/index.ts'
import { useFormat, useT, useVocab } from '../../i18n/index.ts'
import { useSituation } from '../case/situation.ts'
import { overlapsWith } from './overlapping.ts'

type Bar = RelayRow['commitments'][number]

/** Cover of any organisation, to read: what it is, on which conditions, and with whom it overlaps. */
export const CoverFacts = ({ bar, row, onClose }: { readonly bar: Bar; readonly row: RelayRow; readonly onClose: () => void }) => {
  const t = useT()
  const format = useFormat()
  const vocab = useVocab()
  const { nameOf } = useSituation()
  const cost = useCost(bar)
  const payBack = usePayBack(bar.terms)
  const fact = (label: string, text: string) => (text === '' ? [] : [{ label, value: <Name text={text} /> }])
  return (
    <Dialog title={bar.orgName} isOpen onClose={onClose} actions={<Button onPress={onClose}>{t('components.close')}</Button>}>
      <Facts
        items={[
          ...fact(
            t('case.commitment.need'),
            t('case.need_of', { need: vocab('support_type', row.need.kind), who: nameOf(row.need.person) }),
          ),
          ...fact(t('relay.cover.days'), t('case.span', { from: format.day(bar.from), to: format.day(bar.to) })),
          ...fact(t('case.commitment.state'), t(bar.stopGap ? 'case.chart.stop_gap' : `vocab.commitment_state.${bar.state}`)),
          ...fact(t('relay.terms.place'), bar.terms?.place ? format.place(bar.terms.place) : ''),
          ...fact(t('relay.terms.conditions'), bar.terms?.conditions ?? ''),
          ...fact(t('relay.terms.cost'), cost),
          ...fact(t('relay.terms.pay_back'), payBack),
          ...fact(t('case.note'), bar.note),
          ...fact(
            t('relay.cover.overlaps'),
            overlapsWith(row, bar.id)
              .map(({ from, to, days, org }) => t('relay.cover.overlap', { org, from: format.day(from), to: format.day(to), days }))
              .join(' '),
          ),
        ]}
      />
    </Dialog>
  )
}

const useCost = ({ terms, costs }: Bar): string => {
  const t = useT()
  const format = useFormat()
  if (!terms?.cost) return ''
  const { amount, currency, basis } = terms.cost
  const each = t('relay.cost', { amount: format.number(amount), currency, basis })
  return basis === 'total' || costs === null ? each : t('relay.cost_in_all', { each, amount: format.number(costs.amount), currency })
}

const usePayBack = (terms: Bar['terms']): string => {
  const t = useT()
  const format = useFormat()
  const { view } = useSituation()
  if (!terms?.reimbursement) return ''
  const { by, settled } = terms.reimbursement
  if (settled !== null) return t('relay.paid_back', { on: format.day(settled) })
  const org = view.organisations.find((one) => one.org === by)?.name ?? ''
  return t('relay.owed', { known: org === '' ? 'no' : 'yes', org })
}
