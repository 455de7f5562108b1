import { useLocation } from 'wouter'
import { Icon } from '../components/Icon.tsx'
import { useT } from '../i18n/index.ts'
import { PLACES, isAt } from './places.ts'
import styles from './Frame.module.css'

export const Rail = () => {
  const t = useT()
  const [location] = useLocation()
  return (
    <nav className={styles.rail} aria-label={t('frame.places')}>
      <a className={styles.mark} href="#/today">
        <Icon name="pergola" size={24} />
        <span>{t('frame.pergola')}</span>
      </a>
      <ul>
        {PLACES.map((place) => (
          <li key={place.id}>
            <a href={`#${place.to}`} className={styles.place} aria-current={isAt(place, location) ? 'page' : undefined}>
              <Icon name={place.icon} />
              <span>{t(`frame.${place.id}`)}</span>
            </a>
          </li>
        ))}
      </ul>
    </nav>
  )
}
