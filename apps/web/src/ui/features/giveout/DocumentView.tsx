import { type ReactNode, useEffect } from 'react'
import type { CaseDocument, Section } from '../../../contract.ts'
import { Button, Name, Note } from '../../components/index.ts'
import { useFormat, useT, useVocab } from '../../i18n/index.ts'
import { SECTIONS } from './acts.ts'
import type { Asking } from './Fields.tsx'
import { PARTS } from './documentParts.tsx'
import styles from './giveout.module.css'

interface DocumentProps {
  readonly document: CaseDocument
  readonly words: Pick<Asking, 'form' | 'title' | 'opening' | 'closing'>
  readonly onBack: () => void
}

/** The document itself, as it is printed: the browser's own engine makes the PDF, so that every script is shaped. */
export const DocumentView = ({ document: shown, words, onBack }: DocumentProps) => {
  const t = useT()
  const sections = SECTIONS.filter((section) => shown.sections.includes(section))
  useEffect(() => {
    const before = document.title
    // What a browser offers as the name of the PDF.
    document.title = `${shown.file.pseudonym} ${new Date(shown.made).toISOString().slice(0, 10)}`
    return () => {
      document.title = before
    }
  }, [shown])
  return (
    <>
      <div className={`${styles.form} ${styles.screen}`}>
        <Note title={t('giveout.ready')} icon="check">
          {t('giveout.ready_why')}
        </Note>
        <div className={styles.does}>
          <Button kind="primary" icon="print" onPress={() => print()}>
            {t('giveout.print')}
          </Button>
          <Button onPress={onBack}>{t('giveout.back')}</Button>
        </div>
      </div>
      <article className={styles.document}>
        <Head shown={shown} words={words} />
        {words.form === 'document' ? <Contents sections={sections} left={shown.left.length > 0} /> : null}
        {words.opening === '' ? null : <Prose text={words.opening} />}
        {sections.map((section, at) => (
          <Part key={section} title={`${at + 1}. ${t(`giveout.section.${section}`)}`}>
            {PARTS[section]({ shown })}
          </Part>
        ))}
        {words.closing === '' ? null : <Prose text={words.closing} />}
        {words.form === 'document' ? <NotInIt shown={shown} /> : null}
      </article>
    </>
  )
}

const Prose = ({ text }: { readonly text: string }) => (
  <p className={styles.prose} dir="auto">
    {text}
  </p>
)

const Part = ({ title, children }: { readonly title: string; readonly children: ReactNode }) => (
  <section className={styles.part}>
    <h2>{title}</h2>
    {children}
  </section>
)

const Head = ({ shown, words }: Pick<DocumentProps, 'words'> & { readonly shown: CaseDocument }) => {
  const t = useT()
  const format = useFormat()
  const vocab = useVocab()
  const isLetter = words.form !== 'document'
  return (
    <header className={styles.head}>
      <h1>
        <Name text={words.title === '' ? t('giveout.case_of', { name: shown.file.pseudonym }) : words.title} />
      </h1>
      <p>
        {t('giveout.to')}: <Name text={shown.to} />
        <br />
        {t('giveout.from')}: <Name text={shown.from} />
        <br />
        {format.day(new Date(shown.made).toISOString().slice(0, 10))}
      </p>
      {isLetter ? null : <p className={styles.quiet}>{t('giveout.rests_on', { scope: vocab('consent_scope', shown.scope) })}</p>}
    </header>
  )
}

const Contents = ({ sections, left }: { readonly sections: readonly Section[]; readonly left: boolean }) => {
  const t = useT()
  return (
    <nav aria-label={t('giveout.contents')}>
      <h2>{t('giveout.contents')}</h2>
      <ol className={styles.contents}>
        {sections.map((section) => (
          <li key={section}>{t(`giveout.section.${section}`)}</li>
        ))}
        {left ? <li>{t('giveout.not_in_it')}</li> : null}
      </ol>
    </nav>
  )
}

const NotInIt = ({ shown }: { readonly shown: CaseDocument }) => {
  const t = useT()
  if (shown.left.length === 0) return null
  return (
    <Part title={t('giveout.not_in_it')}>
      <ul className={styles.bullets}>
        {shown.left.map(({ section, why }) => (
          <li key={section}>
            {t(`giveout.section.${section}`)}: {t(`giveout.why.${why}`)}
          </li>
        ))}
      </ul>
    </Part>
  )
}
