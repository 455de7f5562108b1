import type { CasePackageFile } from '../../../contract.ts'
import { Button, Copyable, Note, Section } from '../../components/index.ts'
import { saveAs } from '../../components/saving.ts'
import { useFormat, useT } from '../../i18n/index.ts'
import { LeftOut } from './LeftOut.tsx'
import styles from './giveout.module.css'

/** The package is saved; its passphrase is told this once. */
export const PackageMade = ({ made, onBack }: { readonly made: CasePackageFile; readonly onBack: () => void }) => {
  const t = useT()
  const format = useFormat()
  return (
    <div className={styles.form}>
      <Note title={t('giveout.made', { name: made.name, size: format.bytes(made.content.length) })} icon="sent">
        {t('giveout.made_why')}
      </Note>
      {made.passphrase === null ? null : (
        <Section title={t('giveout.secret')}>
          <p>{t('giveout.secret_why')}</p>
          <Copyable text={made.passphrase} label={t('giveout.secret')} />
        </Section>
      )}
      <Section title={t('giveout.mark')}>
        <p>{t('giveout.mark_why')}</p>
        <Copyable text={made.mark} label={t('giveout.mark')} />
      </Section>
      <LeftOut left={made.left} />
      <div className={styles.does}>
        <Button icon="sent" onPress={() => saveAs(made.name, 'application/octet-stream', made.content)}>
          {t('giveout.save_again')}
        </Button>
        <Button onPress={onBack}>{t('giveout.back')}</Button>
      </div>
    </div>
  )
}
