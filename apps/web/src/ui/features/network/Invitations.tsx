import { useState } from 'react'
import type { InvitationRow } from '../../../contract.ts'
import { Button, ConfirmButton, Countdown, Empty, ErrorNote, Icon, Name, StateMark, useToast } from '../../components/index.ts'
import { useCommand, useMay } from '../../data/index.ts'
import { useT } from '../../i18n/index.ts'
import { SafetyWords } from '../session/SafetyWords.tsx'
import { InviteDialog } from './InviteDialog.tsx'
import styles from './Network.module.css'

const ORDER: readonly InvitationRow['state'][] = ['answered', 'open', 'expired', 'admitted', 'cancelled']

/** Who was asked in. Those who answered come first: they wait for us. */
export const Invitations = ({ rows }: { readonly rows: readonly InvitationRow[] }) => {
  const t = useT()
  const isSteward = useMay('steward')
  const [isInviting, setInviting] = useState(false)
  const sorted = rows.toSorted((a, b) => ORDER.indexOf(a.state) - ORDER.indexOf(b.state) || b.createdAt - a.createdAt)
  const invite = (
    <Button kind="primary" icon="plus" onPress={() => setInviting(true)}>
      {t('network.invite')}
    </Button>
  )
  return (
    <div className={styles.stack}>
      {isSteward ? null : (
        <p>
          <StateMark state="not_permitted" /> {t('network.invite.stewardsOnly')}
        </p>
      )}
      {isSteward && rows.length > 0 ? <div>{invite}</div> : null}
      {rows.length === 0 ? (
        <Empty title={t('network.invitations.none')} text={t('network.invitations.none.do')} action={isSteward ? invite : null} />
      ) : null}
      <ul className={styles.list}>
        {sorted.map((row) => (
          <li key={row.id}>
            <Invitation row={row} isSteward={isSteward} />
          </li>
        ))}
      </ul>
      {isInviting ? <InviteDialog onClose={() => setInviting(false)} /> : null}
    </div>
  )
}

const Invitation = ({ row, isSteward }: { readonly row: InvitationRow; readonly isSteward: boolean }) => {
  const t = useT()
  const cancel = useCommand('cancelInvitation')
  const isLive = row.state === 'open' || row.state === 'answered'
  return (
    <article className={styles.invitation} aria-label={row.label}>
      <Icon name={row.kind === 'person' ? 'person' : 'network'} />
      <div className={styles.device}>
        <strong>
          <Name text={row.label} />
        </strong>
        <span className={styles.soft}>
          {t(`network.invitation.${row.kind}`)} · {t(`network.invitation.${row.state}`)}{' '}
          {row.state === 'open' ? <Countdown until={row.expires} /> : null}
        </span>
        {row.answer !== null && row.state === 'answered' ? <Answered row={row} isSteward={isSteward} /> : null}
        <ErrorNote problem={cancel.problem} />
      </div>
      {isLive && isSteward ? (
        <ConfirmButton
          kind="bare"
          label={t('network.invitation.cancel')}
          question={t('network.invitation.cancel.question')}
          confirmLabel={t('network.invitation.cancel.do')}
          onConfirm={() => void cancel.run({ id: row.id })}
        />
      ) : null}
    </article>
  )
}

const Answered = ({ row, isSteward }: { readonly row: InvitationRow; readonly isSteward: boolean }) => {
  const t = useT()
  const say = useToast()
  const admit = useCommand('admit')
  const name = row.answer?.name ?? row.label
  const go = async () => {
    const answer = await admit.run({ id: row.id })
    if (answer.ok) say(t('network.admitted', { name }))
  }
  return (
    <div className={styles.answered}>
      <p>{t('network.answered', { name })}</p>
      <SafetyWords words={row.answer?.safetyWords ?? []} />
      <ErrorNote problem={admit.problem} />
      {isSteward ? (
        <div>
          <Button kind="primary" icon="check" isBusy={admit.busy} onPress={() => void go()}>
            {t('network.admit')}
          </Button>
        </div>
      ) : null}
    </div>
  )
}
