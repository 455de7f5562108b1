import type { Evidence } from '@pergola/core/verification'
import { Button, Empty, Link, Name, Person, Section } from '../../components/index.ts'
import { useFormat, useT, useVocab } from '../../i18n/index.ts'
import { useSituation } from '../case/situation.ts'
import { useVerifying } from './context.ts'
import styles from './verification.module.css'

/** What speaks for and against, each with its source and how far that is to be relied on. */
export const EvidenceList = () => {
  const t = useT()
  const { found, open } = useVerifying()
  const { evidence } = found.verification
  const add = (
    <Button icon="plus" onPress={() => open({ form: 'evidence', id: null })}>
      {t('verification.evidence_add')}
    </Button>
  )
  if (evidence.length === 0)
    return (
      <Section title={t('verification.evidence')}>
        <Empty
          title={t('verification.evidence_none')}
          text={t(found.canWrite ? 'verification.evidence_none_why' : 'case.empty_reading')}
          action={found.canWrite ? add : undefined}
        />
      </Section>
    )
  return (
    <Section title={t('verification.evidence')} actions={found.canWrite ? add : undefined}>
      {found.wroteMost === null ? null : (
        <p className={styles.quiet}>
          {t('verification.wrote_most')} <Person id={found.wroteMost} people={found.people} />
        </p>
      )}
      <ul className={styles.cards}>
        {evidence.toReversed().map((piece) => (
          <li key={piece.id}>
            <Piece piece={piece} />
          </li>
        ))}
      </ul>
    </Section>
  )
}

const Piece = ({ piece }: { readonly piece: Evidence }) => {
  const t = useT()
  const vocab = useVocab()
  const { view } = useSituation()
  const { found, open } = useVerifying()
  const { vouch, side, tests } = piece
  const file = view.file.files.find(({ id }) => id === piece.file)
  const ours = vouch === null && found.canWrite && piece.org === found.me.org
  return (
    <article className={styles.entry}>
      <header className={styles.head}>
        <strong>
          {vouch === null
            ? vocab('evidence_side', side)
            : t('verification.vouched', { org: found.organisations[vouch.org] ?? '', answer: vocab('vouch_answer', vouch.answer) })}
        </strong>
        {ours ? (
          <Button kind="bare" onPress={() => open({ form: 'evidence', id: piece.id })}>
            {t('verification.edit')}
          </Button>
        ) : null}
      </header>
      <About piece={piece} />
      {piece.text === '' ? null : (
        <p className={styles.prose} dir="auto">
          {piece.text}
        </p>
      )}
      {tests.length === 0 ? null : (
        <ul className={styles.tags} aria-label={t('verification.about_tests')}>
          {tests.map((test) => (
            <li key={test}>{vocab('defender_test', test)}</li>
          ))}
        </ul>
      )}
      {vouch === null ? null : <Link to={`/vouch/${vouch.space}`}>{t('verification.vouch_open')}</Link>}
      {file === undefined ? null : (
        <p className={styles.quiet}>
          {t('verification.file')} <Name text={file.name} />
        </p>
      )}
    </article>
  )
}

const About = ({ piece }: { readonly piece: Evidence }) => {
  const t = useT()
  const format = useFormat()
  const vocab = useVocab()
  const { found } = useVerifying()
  return (
    <p className={styles.quiet}>
      {piece.source === '' ? null : (
        <>
          {t('verification.source_is')} <Name text={piece.source} /> ·{' '}
        </>
      )}
      {vocab('reliability', piece.reliability)} · {format.day(piece.on)}
      {piece.vouch === null ? (
        <>
          {' · '}
          <Person id={piece.by} people={found.people} />
        </>
      ) : null}
    </p>
  )
}
