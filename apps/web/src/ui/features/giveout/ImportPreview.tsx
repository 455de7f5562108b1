import type { CaseImportPreview } from '../../../contract.ts'
import { Copyable, Facts, Name, Section } from '../../components/index.ts'
import { useFormat, useT, useVocab } from '../../i18n/index.ts'
import { LeftOut } from './LeftOut.tsx'
import styles from './giveout.module.css'

/** What is in a package, what of it becomes ours, and what cannot. */
export const ImportPreview = ({ preview }: { readonly preview: CaseImportPreview }) => {
  const t = useT()
  const format = useFormat()
  return (
    <>
      <Facts
        items={[
          { label: t('giveout.from'), value: <Name text={preview.from === '' ? t('giveout.not_said') : preview.from} /> },
          { label: t('giveout.made_for'), value: <Name text={preview.to === '' ? t('giveout.not_said') : preview.to} /> },
          { label: t('giveout.made_on'), value: format.instant(preview.made) },
          { label: t('giveout.called'), value: <Name text={preview.pseudonym} /> },
        ]}
      />
      <div>
        <p className={styles.quiet}>{t('giveout.mark_compare')}</p>
        <Copyable text={preview.mark} label={t('giveout.mark')} />
      </div>
      {preview.summary === '' ? null : (
        <p className={styles.prose} dir="auto">
          {preview.summary}
        </p>
      )}
      <Section title={t('giveout.in_it')}>
        <ul className={styles.bullets}>
          {preview.sections.map(({ section, count }) => (
            <li key={section}>
              {t(`giveout.section.${section}`)}: {t('giveout.records', { count })}
              <Detail section={section} preview={preview} />
            </li>
          ))}
        </ul>
      </Section>
      <NotTaken preview={preview} />
      <LeftOut left={preview.left} />
    </>
  )
}

const Detail = ({ section, preview }: { readonly section: string; readonly preview: CaseImportPreview }) => {
  const format = useFormat()
  const vocab = useVocab()
  const lines: Readonly<Record<string, readonly string[]>> = {
    people: preview.people,
    needs: preview.needs.map(
      ({ kind, from, to }) => `${vocab('support_type', kind)}, ${format.day(from, 'short')} – ${format.day(to, 'short')}`,
    ),
    files: preview.files.map(({ name, bytes }) => `${name} (${format.bytes(bytes)})`),
  }
  const shown = lines[section]
  if (shown === undefined || shown.length === 0) return null
  return (
    <ul className={styles.quiet}>
      {shown.slice(0, 50).map((line, at) => (
        <li key={`${at} ${line}`}>
          <Name text={line} />
        </li>
      ))}
    </ul>
  )
}

/** Row by row, what stays behind: each with its reason. */
const NotTaken = ({ preview: { notTaken, malformed, consentsEnded } }: { readonly preview: CaseImportPreview }) => {
  const t = useT()
  if (notTaken.length === 0 && malformed === 0 && consentsEnded === 0) return null
  return (
    <Section title={t('giveout.not_taken')}>
      <ul className={styles.bullets}>
        {consentsEnded === 0 ? null : <li>{t('giveout.consents_ended', { count: consentsEnded })}</li>}
        {notTaken.map(({ collection, count, why }) =>
          why === 'unknown' ? (
            <li key={collection}>{t('giveout.unknown', { count, what: collection })}</li>
          ) : (
            <li key={collection}>{t(`giveout.own_word.${collection}`, { count })}</li>
          ),
        )}
        {malformed === 0 ? null : <li>{t('giveout.malformed', { count: malformed })}</li>}
      </ul>
    </Section>
  )
}
