import { useLocation } from 'wouter'
import { useT } from '../../i18n/index.ts'
import styles from './DirectoryNav.module.css'

/** The rooms of the directory, in the order in which one needs them. */
const ROOMS = [
  { to: '/directory', id: 'services' },
  { to: '/directory/gaps', id: 'gaps' },
  { to: '/directory/calls', id: 'calls' },
  { to: '/directory/training', id: 'training' },
  { to: '/directory/reviews', id: 'reviews' },
  { to: '/directory/quality', id: 'quality' },
] as const

export const DirectoryNav = () => {
  const t = useT()
  const [at] = useLocation()
  return (
    <nav className={styles.rooms} aria-label={t('directory.rooms')}>
      {ROOMS.map(({ to, id }) => (
        <a key={id} href={`#${to}`} aria-current={at === to ? 'page' : undefined}>
          {t(`directory.room.${id}`)}
        </a>
      ))}
    </nav>
  )
}
