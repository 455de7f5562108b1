import type { Contact, Place } from '@pergola/core/directory'
import { Button, Note, Select, TextField } from '../../components/index.ts'
import { useT, useVocabOptions } from '../../i18n/index.ts'
import { useChoices } from '../case/choices.ts'
import { CHANNELS, PLACE_KINDS } from '../directory/codes.ts'
import type { PartProps } from './EntryDialog.tsx'
import { EMPTY_CONTACT, EMPTY_PLACE } from './form.ts'
import styles from './entry.module.css'

const changed = <T,>(list: readonly T[], at: number, part: Partial<T>): readonly T[] =>
  list.map((one, index) => (index === at ? { ...one, ...part } : one))

const without = <T,>(list: readonly T[], at: number): readonly T[] => list.filter((_, index) => index !== at)

export const WhereAndWho = ({ form, set }: PartProps) => {
  const t = useT()
  return (
    <div className={styles.part}>
      <fieldset className={styles.group}>
        <legend>{t('entry.places')}</legend>
        <Note icon="shield" title={t('entry.places_safe')} />
        {form.places.map((place, at) => (
          <PlaceFields
            key={at}
            place={place}
            onChange={(part) => set('places')(changed(form.places, at, part))}
            onRemove={() => set('places')(without(form.places, at))}
          />
        ))}
        <Button kind="bare" icon="plus" onPress={() => set('places')([...form.places, EMPTY_PLACE])}>
          {t('entry.place_add')}
        </Button>
      </fieldset>
      <fieldset className={styles.group}>
        <legend>{t('entry.contacts')}</legend>
        {form.contacts.map((contact, at) => (
          <ContactFields
            key={at}
            contact={contact}
            onChange={(part) => set('contacts')(changed(form.contacts, at, part))}
            onRemove={() => set('contacts')(without(form.contacts, at))}
          />
        ))}
        <Button kind="bare" icon="plus" onPress={() => set('contacts')([...form.contacts, EMPTY_CONTACT])}>
          {t('entry.contact_add')}
        </Button>
      </fieldset>
    </div>
  )
}

interface PlaceFieldsProps {
  readonly place: Place
  readonly onChange: (part: Partial<Place>) => void
  readonly onRemove: () => void
}

/** A place that is kept out has a country at most: what was typed before goes with the choice. */
const PlaceFields = ({ place, onChange, onRemove }: PlaceFieldsProps) => {
  const t = useT()
  const choices = useChoices()
  const kinds = useVocabOptions('place_kind', PLACE_KINDS)
  const choose = (kind: string) =>
    onChange({ kind: kind as Place['kind'], ...(kind === 'redacted' ? { name: '', city: '', address: '' } : {}) })
  return (
    <div className={styles.row}>
      <Select label={t('entry.place_kind')} value={place.kind} onChange={choose} options={kinds} isRequired />
      <Select
        label={t('case.country')}
        value={place.country}
        onChange={(country) => onChange({ country })}
        options={choices.countries}
        placeholder={t('directory.unknown')}
      />
      {place.kind === 'redacted' ? null : (
        <>
          <TextField label={t('entry.city')} value={place.city} onChange={(city) => onChange({ city })} maxLength={120} />
          <TextField label={t('entry.address')} value={place.address} onChange={(address) => onChange({ address })} maxLength={300} />
        </>
      )}
      <Button kind="bare" icon="close" onPress={onRemove}>
        {t('entry.take_out')}
      </Button>
    </div>
  )
}

interface ContactFieldsProps {
  readonly contact: Contact
  readonly onChange: (part: Partial<Contact>) => void
  readonly onRemove: () => void
}

const ContactFields = ({ contact, onChange, onRemove }: ContactFieldsProps) => {
  const t = useT()
  const channels = useVocabOptions('contact_channel', CHANNELS)
  return (
    <div className={styles.row}>
      <TextField label={t('entry.contact_name')} value={contact.name} onChange={(name) => onChange({ name })} maxLength={120} />
      <TextField label={t('entry.contact_role')} value={contact.role} onChange={(role) => onChange({ role })} maxLength={120} />
      <Select
        label={t('entry.channel')}
        value={contact.channel}
        onChange={(channel) => onChange({ channel: channel as Contact['channel'] })}
        options={channels}
        placeholder={t('directory.unknown')}
      />
      <TextField
        label={t('entry.email')}
        value={contact.email}
        onChange={(email) => onChange({ email })}
        inputMode="email"
        dir="ltr"
        maxLength={200}
      />
      <TextField
        label={t('entry.phone')}
        value={contact.phone}
        onChange={(phone) => onChange({ phone })}
        inputMode="tel"
        dir="ltr"
        maxLength={60}
      />
      <TextField
        label={t('entry.fingerprint')}
        description={t('entry.fingerprint_why')}
        value={contact.keyFingerprint}
        onChange={(keyFingerprint) => onChange({ keyFingerprint })}
        dir="ltr"
        maxLength={120}
      />
      <Button kind="bare" icon="close" onPress={onRemove}>
        {t('entry.take_out')}
      </Button>
    </div>
  )
}
