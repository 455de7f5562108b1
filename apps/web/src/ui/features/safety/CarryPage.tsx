import { useEffect } from 'react'
import type { CarryLine } from '@pergola/core/safety'
import { Button, ErrorNote, Link, Loading, Name, Note } from '../../components/index.ts'
import { useQuery } from '../../data/index.ts'
import type { SpaceId } from '../../data/ids.ts'
import { useT } from '../../i18n/index.ts'
import styles from './safety.module.css'

const PARTS = ['trigger', 'step', 'stops', 'emergency'] as const

/** What the defender can have in a pocket: no name, no place, no organisation, and nothing that says what it is for. */
export const CarryPage = ({ space }: { readonly space: SpaceId }) => {
  const t = useT()
  const carried = useQuery('carriedPlan', { space })
  useEffect(() => {
    // What a browser prints at the top of a page.
    document.title = t('safety.carry.title')
  }, [t])
  if (carried.value === null) return carried.state === 'loading' ? <Loading /> : <ErrorNote problem={carried.problem} />
  const kept = carried.value.filter(({ found }) => found.length > 0)
  return (
    <article className={styles.carry}>
      <div className={styles.screen}>
        <Link to={`/cases/${space}/plan`}>{t('safety.carry.back')}</Link>
      </div>
      <h1>{t('safety.carry.title')}</h1>
      <div className={styles.screen}>
        <Note title={t('safety.carry.what')}>{t('safety.carry.print_why')}</Note>
        <KeptBack lines={kept} />
        <Button kind="primary" icon="print" onPress={() => print()}>
          {t('safety.carry.print')}
        </Button>
      </div>
      {PARTS.map((part) => (
        <Part key={part} part={part} lines={carried.value?.filter((line) => line.part === part && line.text !== '') ?? []} />
      ))}
    </article>
  )
}

const KeptBack = ({ lines }: { readonly lines: readonly CarryLine[] }) => {
  const t = useT()
  if (lines.length === 0) return null
  return (
    <Note kind="danger" title={t('safety.carry.kept', { count: lines.length })}>
      <ul className={styles.carryList}>
        {lines.map(({ id, part, found }) => (
          <li key={id}>
            {t(`safety.carry.part.${part}`)}: <Name text={found.join(', ')} />
          </li>
        ))}
      </ul>
    </Note>
  )
}

const Part = ({ part, lines }: { readonly part: CarryLine['part']; readonly lines: readonly CarryLine[] }) => {
  const t = useT()
  if (lines.length === 0) return null
  return (
    <section>
      <h2>{t(`safety.carry.part.${part}`)}</h2>
      <ul className={styles.carryList}>
        {lines.map(({ id, text }) => (
          <li key={id}>
            <Name text={text} />
          </li>
        ))}
      </ul>
    </section>
  )
}
