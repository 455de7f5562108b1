import type { FarewellRow } from '../../../contract.ts'
import { Button, ErrorNote, Section, Time } from '../../components/index.ts'
import { useCommand, useQuery } from '../../data/index.ts'
import { useT } from '../../i18n/index.ts'
import styles from './retention.module.css'

/** What others ended, told to who had it; and the words that did not reach anybody any more, shown here and nowhere else. */
export const Farewells = () => {
  const t = useT()
  const told = useQuery('farewells', {})
  const dismiss = useCommand('dismissFarewell')
  if (told.value === null || told.value.length === 0) return null
  return (
    <Section title={t('retention.farewells')}>
      <p className={styles.measure}>{t('retention.farewells.why')}</p>
      <ul className={styles.rows}>
        {told.value.map((one) => (
          <li key={one.space}>
            <Told one={one} />
            <Button onPress={() => void dismiss.run({ space: one.space })} isDisabled={dismiss.busy}>
              {t('retention.farewell.read')}
            </Button>
          </li>
        ))}
      </ul>
      <ErrorNote problem={dismiss.problem} />
    </Section>
  )
}

const Told = ({ one }: { readonly one: FarewellRow }) => {
  const t = useT()
  return (
    <div className={styles.said}>
      <p>
        {t(one.ours ? 'retention.farewell.ours' : 'retention.farewell.theirs', {
          name: one.name === '' ? t(`retention.kind.${one.kind}`) : one.name,
          org: one.by,
        })}{' '}
        <Time value={one.at} />
      </p>
      {one.unsent.length === 0 ? null : (
        <>
          <p>{t('retention.farewell.unsent', { count: one.unsent.length })}</p>
          {one.unsent.map((words, at) => (
            <blockquote key={at} className={styles.words} dir="auto">
              {words}
            </blockquote>
          ))}
        </>
      )}
    </div>
  )
}
