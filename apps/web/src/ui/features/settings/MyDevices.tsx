import { ConfirmButton, Empty, ErrorNote, Icon, Loading, Section, Time, useToast } from '../../components/index.ts'
import { useCommand, useQuery } from '../../data/index.ts'
import { useT } from '../../i18n/index.ts'
import styles from './Settings.module.css'

/**
 * The devices that are in for this member. When each was last here is not said, because nobody keeps it: the relay would have to
 * write down when people work.
 */
export const MyDevices = () => {
  const t = useT()
  const say = useToast()
  const network = useQuery('network', {})
  const revoke = useCommand('revokeDevice')
  const devices = network.value?.members.find((row) => row.self)?.devices ?? []
  const end = async (device: (typeof devices)[number]['id']) => {
    const answer = await revoke.run({ device })
    if (answer.ok) say(t('settings.devices.ended'))
  }
  return (
    <Section title={t('settings.devices')}>
      <p className={styles.measure}>{t('settings.devices.why')}</p>
      {network.state === 'loading' ? <Loading /> : null}
      <ErrorNote problem={network.problem ?? revoke.problem} />
      {network.state === 'ready' && devices.length === 0 ? (
        <Empty title={t('settings.devices.none')} text={t('settings.devices.none.why')} />
      ) : (
        <ul className={styles.devices}>
          {[...devices]
            .sort((a, b) => Number(b.current) - Number(a.current) || b.since - a.since)
            .map((device) => (
              <li key={device.id}>
                <Icon name="device" />
                <span className={styles.device}>
                  <code dir="ltr">{device.id.slice(0, 8)}</code>
                  <span>
                    {device.current ? <strong>{t('settings.devices.this')}</strong> : null} {t('settings.devices.since')}{' '}
                    <Time value={device.since} />
                  </span>
                </span>
                {device.current ? null : (
                  <ConfirmButton
                    label={t('settings.devices.end')}
                    question={t('settings.devices.end.question', { device: device.id.slice(0, 8) })}
                    confirmLabel={t('settings.devices.end.do')}
                    onConfirm={() => void end(device.id)}
                    isDisabled={revoke.busy}
                  />
                )}
              </li>
            ))}
        </ul>
      )}
    </Section>
  )
}
