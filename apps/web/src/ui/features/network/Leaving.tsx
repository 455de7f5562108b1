import type { RosterRow } from '../../../contract.ts'
import { ConfirmButton, ErrorNote, useToast } from '../../components/index.ts'
import { useCommand, useMay } from '../../data/index.ts'
import { useT } from '../../i18n/index.ts'

interface LeavingProps {
  readonly row: RosterRow
  /** Our organisation leads the network. */
  readonly leads: boolean
  readonly onDone: () => void
}

/** Out of the network: one's own organisation by its steward, another one by whoever leads the network. */
export const Leaving = ({ row, leads, onDone }: LeavingProps) => {
  const t = useT()
  const say = useToast()
  const may = useMay('steward')
  const leave = useCommand('leaveNetwork')
  const takeOut = useCommand('takeOutOrganisation')
  if (!may || (!row.own && !leads)) return null
  const { name, org } = row.profile
  const act = async (): Promise<void> => {
    const answer = row.own ? await leave.run({}) : await takeOut.run({ org })
    if (!answer.ok) return
    say(t(row.own ? 'network.left' : 'network.tookOut', { name }))
    onDone()
  }
  const label = t(row.own ? 'network.leave' : 'network.takeOut')
  return (
    <section>
      <ErrorNote problem={leave.problem ?? takeOut.problem} />
      <ConfirmButton
        label={label}
        confirmLabel={label}
        question={t(row.own ? 'network.leave.sure' : 'network.takeOut.sure', { name })}
        onConfirm={() => void act()}
      />
    </section>
  )
}
