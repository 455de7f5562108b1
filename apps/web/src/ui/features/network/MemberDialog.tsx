import type { MemberRow } from '../../../contract.ts'
import { ConfirmButton, Dialog, ErrorNote, Icon, RadioGroup, Time, useToast } from '../../components/index.ts'
import { ROLES, type Role, useCommand, useMay } from '../../data/index.ts'
import { useT, useVocab } from '../../i18n/index.ts'
import styles from './Network.module.css'

/** A member's role and devices. A steward changes them; everyone may end their own devices. */
export const MemberDialog = ({ row, onClose }: { readonly row: MemberRow; readonly onClose: () => void }) => {
  const isSteward = useMay('steward')
  return (
    <Dialog title={row.name} isOpen onClose={onClose}>
      <RoleChoice row={row} isDisabled={!isSteward || row.self} />
      <Devices row={row} mayRevoke={isSteward || row.self} />
      {isSteward && !row.self ? <Remove row={row} onDone={onClose} /> : null}
    </Dialog>
  )
}

const RoleChoice = ({ row, isDisabled }: { readonly row: MemberRow; readonly isDisabled: boolean }) => {
  const t = useT()
  const vocab = useVocab()
  const say = useToast()
  const setRole = useCommand('setRole')
  const choose = async (role: string) => {
    const before = row.role
    const answer = await setRole.run({ person: row.person, role: role as Role })
    if (answer.ok)
      say(
        t('network.role.changed', { name: row.name, role: vocab('role', role) }),
        () => void setRole.run({ person: row.person, role: before }),
      )
  }
  return (
    <>
      <RadioGroup
        label={t('network.role')}
        value={row.role}
        onChange={(role) => void choose(role)}
        isDisabled={isDisabled || setRole.busy}
        options={ROLES.map((role) => ({ id: role, label: vocab('role', role), description: vocab('role_means', role) }))}
      />
      <ErrorNote problem={setRole.problem} />
    </>
  )
}

const Devices = ({ row, mayRevoke }: { readonly row: MemberRow; readonly mayRevoke: boolean }) => {
  const t = useT()
  const revoke = useCommand('revokeDevice')
  return (
    <section className={styles.compare}>
      <h3>{t('network.devices')}</h3>
      <ul className={styles.devices}>
        {row.devices.map((device) => (
          <li key={device.id}>
            <Icon name="device" />
            <span className={styles.device}>
              <code>{device.id.slice(0, 8)}</code>
              <span className={styles.soft}>
                {device.current ? t('network.device.this') : null} {t('network.device.since')} <Time value={device.since} />
              </span>
            </span>
            {mayRevoke && !device.current ? (
              <ConfirmButton
                label={t('network.device.revoke')}
                question={t('network.device.revoke.question')}
                confirmLabel={t('network.device.revoke')}
                onConfirm={() => void revoke.run({ device: device.id })}
              />
            ) : null}
          </li>
        ))}
      </ul>
      <ErrorNote problem={revoke.problem} />
    </section>
  )
}

const Remove = ({ row, onDone }: { readonly row: MemberRow; readonly onDone: () => void }) => {
  const t = useT()
  const say = useToast()
  const remove = useCommand('removePerson')
  const go = async () => {
    const answer = await remove.run({ person: row.person })
    if (!answer.ok) return
    say(t('network.removed', { name: row.name }))
    onDone()
  }
  return (
    <section className={styles.compare}>
      <h3>{t('network.remove')}</h3>
      <p>{t('network.remove.means')}</p>
      <ErrorNote problem={remove.problem} />
      <div>
        <ConfirmButton
          label={t('network.remove')}
          question={t('network.remove.question', { name: row.name })}
          confirmLabel={t('network.remove.do')}
          onConfirm={() => void go()}
        />
      </div>
    </section>
  )
}
