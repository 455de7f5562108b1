import { useEffect, useState } from 'react'
import type { Answer, InvitationPreview, NewAccount, OrgDraft } from '../../../contract.ts'
import { Button, Countdown, ErrorNote, Facts, Link, Loading, Name } from '../../components/index.ts'
import { useCommand } from '../../data/index.ts'
import { useT } from '../../i18n/index.ts'
import { Form, Part } from './Form.tsx'
import { NEW_ORG, OrgFields, isComplete } from './OrgFields.tsx'
import { SessionLayout } from './SessionLayout.tsx'
import { type You, YouFields, isYou } from './YouFields.tsx'
import styles from './Session.module.css'

interface JoinPageProps {
  readonly secret: string
  readonly onAccount: (account: NewAccount) => void
}

/** Someone opened an invitation link: who invites, into what; then their own part. */
export const JoinPage = ({ secret, onAccount }: JoinPageProps) => {
  const t = useT()
  const { run, problem, busy } = useCommand('readInvitation')
  const [invitation, setInvitation] = useState<InvitationPreview | null>(null)
  const read = () => void run({ link: secret }).then((answer) => setInvitation(answer.ok ? answer.value : null))
  useEffect(read, [run, secret])
  return (
    <SessionLayout title={t('session.join')} lead={t('session.join.lead')} isWide also={<Link to="/">{t('session.haveAccount')}</Link>}>
      {invitation === null && problem === null ? <Loading /> : null}
      {problem === null ? null : (
        <>
          <ErrorNote problem={problem} />
          <div className={styles.act}>
            <Button onPress={read} isBusy={busy}>
              {t('session.tryAgain')}
            </Button>
          </div>
        </>
      )}
      {invitation === null ? null : (
        <>
          <Facts
            items={[
              { label: t('session.join.by'), value: <Name text={invitation.invitedBy} /> },
              { label: t('session.join.org'), value: <Name text={invitation.orgName} /> },
              { label: t('session.join.network'), value: <Name text={invitation.networkName} /> },
              { label: t('session.join.until'), value: <Countdown until={invitation.expires} /> },
            ]}
          />
          <JoinForm secret={secret} kind={invitation.kind} onAccount={onAccount} />
        </>
      )}
    </SessionLayout>
  )
}

const JoinForm = ({ secret, kind, onAccount }: JoinPageProps & { readonly kind: InvitationPreview['kind'] }) => {
  const t = useT()
  const asPerson = useCommand('joinAsPerson')
  const asOrganisation = useCommand('joinAsOrganisation')
  const [org, setOrg] = useState<OrgDraft>(NEW_ORG)
  const [you, setYou] = useState<You>({ personName: '', account: '' })
  const [isChecked, setChecked] = useState(false)
  const isOrg = kind === 'organisation'
  const command = isOrg ? asOrganisation : asPerson
  const submit = async () => {
    setChecked(true)
    if (!isYou(you) || (isOrg && !isComplete(org))) return
    const answer: Answer<NewAccount> = await (isOrg
      ? asOrganisation.run({ link: secret, org, ...you })
      : asPerson.run({ link: secret, ...you }))
    if (answer.ok) onAccount(answer.value)
  }
  return (
    <Form onSubmit={() => void submit()}>
      {isOrg ? (
        <Part title={t('session.part.org')}>
          <OrgFields org={org} onChange={setOrg} isChecked={isChecked} />
        </Part>
      ) : null}
      <Part title={t('session.part.you')}>
        <YouFields you={you} onChange={setYou} isChecked={isChecked} problem={command.problem} />
      </Part>
      <ErrorNote problem={command.problem} />
      <div className={styles.act}>
        <Button kind="primary" type="submit" isBusy={command.busy}>
          {t(command.busy ? 'session.making' : 'session.join.do')}
        </Button>
      </div>
    </Form>
  )
}
