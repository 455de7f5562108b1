import type { DefenderTest, TestResult } from '@pergola/core/verification'
import { Button, Icon, type IconName, Section } from '../../components/index.ts'
import { useT, useVocab } from '../../i18n/index.ts'
import { OF_OURSELVES, OF_THE_PERSON } from './codes.ts'
import { useVerifying } from './context.ts'
import styles from './verification.module.css'

const GROUPS = [
  ['person', OF_THE_PERSON],
  ['ourselves', OF_OURSELVES],
] as const

/** The definition as six tests: three that somebody can fail, three that say what nobody is refused for. */
export const TestList = () => {
  const t = useT()
  return (
    <Section title={t('verification.tests')}>
      <div className={styles.columns}>
        {GROUPS.map(([group, tests]) => (
          <section key={group} aria-label={t(`verification.tests_${group}`)}>
            <h3>{t(`verification.tests_${group}`)}</h3>
            <p className={styles.quiet}>{t(`verification.tests_${group}_why`)}</p>
            <ul className={styles.cards}>
              {tests.map((test) => (
                <li key={test}>
                  <TestCard test={test} />
                </li>
              ))}
            </ul>
          </section>
        ))}
      </div>
    </Section>
  )
}

const MARKS: Readonly<Record<NonNullable<TestResult['finding']>, IconName>> = { met: 'check', not_met: 'close', unclear: 'question' }

const TestCard = ({ test }: { readonly test: DefenderTest }) => {
  const t = useT()
  const vocab = useVocab()
  const { found, open } = useVerifying()
  const result = found.verification.tests.find((one) => one.test === test)
  const finding = result?.finding ?? null
  const pieces = found.verification.evidence.filter(({ tests }) => tests.includes(test)).length
  const name = vocab('defender_test', test)
  return (
    <article className={styles.entry}>
      <header className={styles.head}>
        <strong>{name}</strong>
        {found.own && found.canWrite ? (
          <Button
            kind="bare"
            label={t(finding === null ? 'verification.look_named' : 'verification.edit_named', { test: name })}
            onPress={() => open({ form: 'test', test })}
          >
            {t(finding === null ? 'verification.look' : 'verification.edit')}
          </Button>
        ) : null}
      </header>
      <p className={styles.quiet}>{t(`verification.test.${test}`)}</p>
      <p className={styles.finding}>
        {finding === null ? null : <Icon name={MARKS[finding]} size={16} />}
        <span>
          {finding === null ? t('verification.not_looked') : vocab('test_finding', finding)}
          {pieces > 0 ? ` · ${t('verification.pieces', { count: pieces })}` : ''}
        </span>
      </p>
      {finding === null ? null : (
        <p className={styles.prose} dir="auto">
          {result?.reason}
        </p>
      )}
    </article>
  )
}
