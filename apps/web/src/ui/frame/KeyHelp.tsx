import { Dialog } from '../components/Dialog.tsx'
import { useT } from '../i18n/index.ts'
import { PLACES } from './places.ts'
import styles from './KeyHelp.module.css'

const Keys = ({ keys, says }: { readonly keys: readonly string[]; readonly says: string }) => (
  <div className={styles.line}>
    <dt>{says}</dt>
    <dd dir="ltr">
      {keys.map((key, index) => (
        <kbd key={index}>{key}</kbd>
      ))}
    </dd>
  </div>
)

export const KeyHelp = ({ onClose }: { readonly onClose: () => void }) => {
  const t = useT()
  return (
    <Dialog title={t('frame.keys')} isOpen onClose={onClose}>
      <dl className={styles.keys}>
        <Keys keys={['/']} says={t('frame.search')} />
        <Keys keys={['Ctrl', 'K']} says={t('frame.paletteLabel')} />
        {PLACES.map((place) => (
          <Keys key={place.id} keys={['g', place.key]} says={t('frame.goTo', { place: t(`frame.${place.id}`) })} />
        ))}
        <Keys keys={['↑', '↓']} says={t('frame.keys.rows')} />
        <Keys keys={['Enter']} says={t('frame.keys.open')} />
        <Keys keys={['Ctrl', 'L']} says={t('frame.lockLabel')} />
        <Keys keys={['Esc', 'Esc', 'Esc']} says={t('frame.exitLabel')} />
        <Keys keys={['?']} says={t('frame.keys')} />
      </dl>
    </Dialog>
  )
}
