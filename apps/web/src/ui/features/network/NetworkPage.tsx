import { useState } from 'react'
import { ErrorNote, Loading, Name, Note, Page, Tabs, Time } from '../../components/index.ts'
import { useQuery } from '../../data/index.ts'
import { useT } from '../../i18n/index.ts'
import { AnswerTimes } from '../referral/AnswerTimes.tsx'
import { Succession } from '../succession/Succession.tsx'
import { Intake } from './Intake.tsx'
import { Invitations } from './Invitations.tsx'
import { Members } from './Members.tsx'
import { PublicPage } from './PublicPage.tsx'
import { Organisations } from './Organisations.tsx'

/** Who is in, how that was checked, and how others come in. `org` is the organisation to open, from the address. */
export const NetworkPage = ({ org }: { readonly org: string | null }) => {
  const t = useT()
  const { value: network, problem } = useQuery('network', {})
  const [selected, setSelected] = useState('organisations')
  if (network === null) return <Page title={t('frame.network')}>{problem === null ? <Loading /> : <ErrorNote problem={problem} />}</Page>
  // Whoever left has no roster to look at, and no clock to agree on.
  const isIn = network.goneSince === null
  const waiting = network.invitations.filter((row) => row.state === 'answered').length
  return (
    <Page title={t('frame.network')} lead={<Name text={network.name} />}>
      <ErrorNote problem={problem} />
      {network.goneSince === null ? null : (
        <Note title={t('network.gone')} icon="warning">
          <p>{t('network.gone.means')}</p>
          <Time value={network.goneSince} />
        </Note>
      )}
      <Tabs
        label={t('frame.network')}
        selected={isIn || selected !== 'organisations' ? selected : 'members'}
        onSelect={setSelected}
        items={[
          ...(isIn
            ? [
                {
                  id: 'organisations',
                  label: t('network.organisations'),
                  content: <Organisations rows={network.organisations} opened={org} />,
                },
              ]
            : []),
          { id: 'members', label: t('network.members'), content: <Members rows={network.members} /> },
          { id: 'invitations', label: t('network.invitations.count', { waiting }), content: <Invitations rows={network.invitations} /> },
          ...(isIn ? [{ id: 'times', label: t('network.times'), content: <AnswerTimes /> }] : []),
          { id: 'intake', label: t('network.intake'), content: <Intake intake={network.intake} /> },
          { id: 'public', label: t('network.public'), content: <PublicPage /> },
          { id: 'succession', label: t('succession.tab'), content: <Succession /> },
        ]}
      />
    </Page>
  )
}
