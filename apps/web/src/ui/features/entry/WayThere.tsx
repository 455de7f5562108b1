import type { Contact, Place } from '@pergola/core/directory'
import { Copyable, Name, Section } from '../../components/index.ts'
import { useT, useVocab } from '../../i18n/index.ts'
import { usePlaceName } from '../case/choices.ts'
import styles from './entry.module.css'

export interface WayThereProps {
  readonly places: readonly Place[]
  readonly contacts: readonly Contact[]
  /** Text, never a link: a click would tell the site's operator who looks. */
  readonly website: string
}

/** Where it is, as far as that may be known, and whom to write to. */
export const WayThere = ({ places, contacts, website }: WayThereProps) => {
  const t = useT()
  if (places.length === 0 && contacts.length === 0 && website === '') return null
  return (
    <Section title={t('entry.way')}>
      <ul className={styles.plain}>
        {places.map((place, at) => (
          <li key={at}>
            <PlaceLine place={place} />
          </li>
        ))}
        {contacts.map((contact, at) => (
          <li key={at}>
            <ContactLines contact={contact} />
          </li>
        ))}
        {website === '' ? null : (
          <li>
            <span className={styles.quiet}>{t('entry.website')}</span> <bdi dir="ltr">{website}</bdi>
          </li>
        )}
      </ul>
    </Section>
  )
}

const PlaceLine = ({ place }: { readonly place: Place }) => {
  const t = useT()
  const vocab = useVocab()
  const placeName = usePlaceName()
  const parts = [place.name, place.address, place.city].filter((part) => part !== '')
  const country = place.country === '' ? '' : placeName(place.country)
  return (
    <>
      <span className={styles.quiet}>{vocab('place_kind', place.kind)}</span> {parts.length === 0 ? null : <Name text={parts.join(', ')} />}{' '}
      {country} {place.kind === 'redacted' ? <span className={styles.quiet}>{t('entry.redacted')}</span> : null}
    </>
  )
}

const ContactLines = ({ contact }: { readonly contact: Contact }) => {
  const t = useT()
  const vocab = useVocab()
  return (
    <>
      <strong>
        <Name text={contact.name} />
      </strong>{' '}
      <span className={styles.quiet}>
        <Name text={contact.role} /> {contact.channel === '' ? null : `· ${vocab('contact_channel', contact.channel)}`}
      </span>
      {contact.email === '' ? null : (
        <div>
          <bdi dir="ltr">{contact.email}</bdi>
        </div>
      )}
      {contact.phone === '' ? null : (
        <div>
          <bdi dir="ltr">{contact.phone}</bdi>
        </div>
      )}
      {contact.keyFingerprint === '' ? null : (
        <div>
          <span className={styles.quiet}>{t('entry.fingerprint')}</span>
          <Copyable text={contact.keyFingerprint} />
        </div>
      )}
    </>
  )
}
