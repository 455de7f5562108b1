import { useEffect, useState } from 'react'
import { ConfirmButton, ErrorNote, Facts, Section } from '../../components/index.ts'
import { useCommand, useQuery } from '../../data/index.ts'
import { forgetMember } from '../../data/known-here.ts'
import { useFormat, useT } from '../../i18n/index.ts'
import styles from './Settings.module.css'

/** Bytes used and allowed, as the browser estimates them. */
const useStorage = (): { readonly used: number; readonly allowed: number } | null => {
  const [storage, setStorage] = useState<{ used: number; allowed: number } | null>(null)
  useEffect(() => {
    if (!('storage' in navigator)) return
    void navigator.storage.estimate().then(({ usage, quota }) => setStorage({ used: usage ?? 0, allowed: quota ?? 0 }))
  }, [])
  return storage
}

export const ThisDevice = () => {
  const t = useT()
  const format = useFormat()
  const storage = useStorage()
  const { value: sync } = useQuery('sync', {})
  const wipe = useCommand('wipe')
  const unsent = sync?.unsent ?? 0
  const kept = sync?.storagePersistent === true ? 'settings.kept.yes' : 'settings.kept.no'
  return (
    <Section title={t('settings.device')}>
      <Facts
        items={[
          {
            label: t('settings.storage'),
            value:
              storage === null
                ? t('network.notSaid')
                : t('settings.storage.of', { used: format.bytes(storage.used), allowed: format.bytes(storage.allowed) }),
          },
          { label: t('settings.kept'), value: t(kept) },
          { label: t('settings.unsent'), value: t('settings.unsent.count', { unsent }) },
        ]}
      />
      <p className={styles.measure}>{t('settings.wipe.when')}</p>
      <ErrorNote problem={wipe.problem} />
      <div className={styles.act}>
        <ConfirmButton
          label={t('session.wipe')}
          question={t(unsent === 0 ? 'settings.wipe.question' : 'settings.wipe.questionUnsent', { unsent })}
          confirmLabel={t('session.wipe.do')}
          onConfirm={() => void wipe.run({}).then(({ ok }) => (ok ? forgetMember() : undefined))}
        />
      </div>
    </Section>
  )
}
