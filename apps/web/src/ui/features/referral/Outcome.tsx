import { useState } from 'react'
import type { ReferralView } from '../../../contract.ts'
import { Button, Link, Name, Note } from '../../components/index.ts'
import { useFormat, useT, useVocab } from '../../i18n/index.ts'
import { AskDialog } from '../match/AskDialog.tsx'

/** What of a request that was taken up in part nobody covers yet, and the way to ask others for it. */
export const Rest = ({ view }: { readonly view: ReferralView }) => {
  const t = useT()
  const format = useFormat()
  const vocab = useVocab()
  if (view.rest.length === 0) return null
  const [need] = view.needs
  return (
    <Note
      title={t('referral.rest')}
      action={
        view.direction === 'in' || view.caseSpace === null || need === undefined ? null : (
          <Link to={`/cases/${view.caseSpace}/match/${need}`}>{t('referral.rest_ask')}</Link>
        )
      }
    >
      <ul>
        {view.rest.map(({ teaser, from, to, share }) => (
          <li key={`${teaser}${from}`}>
            {t('referral.rest_line', {
              kind: vocab('support_type', view.referral.teasers[teaser]?.kind ?? ''),
              from: format.day(from),
              to: format.day(to),
              share,
            })}
          </li>
        ))}
      </ul>
    </Note>
  )
}

/** Another organisation was named instead. It has heard nothing: asking is ours, and the request is ready. */
export const Suggested = ({ view }: { readonly view: ReferralView }) => {
  const t = useT()
  const [asking, setAsking] = useState(false)
  if (view.suggested === null || view.state !== 'forwarded') return null
  const { name, org, service, member } = view.suggested
  const { caseSpace } = view
  const [need] = view.needs
  if (view.direction === 'in')
    return (
      <Note title={t('referral.suggested_by_us')}>
        <Name text={name} /> {t('referral.suggested_theirs', { org: view.otherName })}
      </Note>
    )
  const ready = member && caseSpace !== null && need !== undefined
  return (
    <Note
      title={t('referral.suggested', { org: view.otherName })}
      action={
        ready ? (
          <Button kind="primary" onPress={() => setAsking(true)}>
            {t('referral.ask_them')}
          </Button>
        ) : null
      }
    >
      <Name text={name} /> {t(member ? 'referral.suggested_heard_nothing' : 'referral.suggested_gone')}
      {asking && ready ? <AskDialog space={caseSpace} need={need} to={[{ org, service }]} onClose={() => setAsking(false)} /> : null}
    </Note>
  )
}
