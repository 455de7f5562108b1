import type { FamilyGraph } from '@pergola/core/household'
import { useT, useVocab } from '../../i18n/index.ts'
import { useSituation } from '../case/situation.ts'
import styles from './household.module.css'

const WIDTH = 168
const HEIGHT = 56
const GAP_X = 28
const GAP_Y = 44
const MARGIN = 4
/** How small it may be drawn before it is moved sideways instead: labels stay readable, and two in a row fit a telephone. */
const SMALLEST = 0.8

/** Those who belong to somebody, without columns in which nobody of them stands: a council of nine is no family of nine. */
const whoIsTied = ({ ties, places }: FamilyGraph): Pick<FamilyGraph, 'places' | 'columns'> => {
  const tied = new Set(ties.flatMap(({ a, b }) => [a, b]))
  const drawn = places.filter(({ person }) => tied.has(person))
  const used = [...new Set(drawn.map(({ column }) => column))].toSorted((a, b) => a - b)
  return { places: drawn.map((place) => ({ ...place, column: used.indexOf(place.column) })), columns: used.length }
}

/** A family drawn: a row for each generation. What it shows stands below in words as well, for whoever does not see it. */
export const FamilyPicture = ({ graph }: { readonly graph: FamilyGraph }) => {
  const t = useT()
  const vocab = useVocab()
  const { nameOf } = useSituation()
  const { places, columns } = whoIsTied(graph)
  const width = columns * (WIDTH + GAP_X) - GAP_X + 2 * MARGIN
  const height = graph.rows * (HEIGHT + GAP_Y) - GAP_Y + 2 * MARGIN
  const at = new Map(
    places.map(({ person, row, column }) => [person, { x: MARGIN + column * (WIDTH + GAP_X), y: MARGIN + row * (HEIGHT + GAP_Y) }]),
  )
  return (
    <div className={styles.picture} tabIndex={0} role="region" aria-label={t('household.picture')}>
      <svg
        viewBox={`0 0 ${width} ${height}`}
        width={width}
        height={height}
        style={{ minInlineSize: width * SMALLEST }}
        aria-hidden="true"
        focusable="false"
      >
        {graph.ties.map((tie) => {
          const [a, b] = [at.get(tie.a)!, at.get(tie.b)!]
          const line = { x1: a.x + WIDTH / 2, y1: a.y + HEIGHT / 2, x2: b.x + WIDTH / 2, y2: b.y + HEIGHT / 2 }
          return <line key={`${tie.a}${tie.b}`} className={tie.together ? styles.together : styles.apart} {...line} />
        })}
        {places.map(({ person }) => {
          const { x, y } = at.get(person)!
          return (
            <foreignObject key={person} x={x} y={y} width={WIDTH} height={HEIGHT}>
              <div className={styles.someone}>
                <bdi>{nameOf(person)}</bdi>
              </div>
            </foreignObject>
          )
        })}
      </svg>
      <p className={styles.legend}>
        <span className={styles.solid} /> {t('household.together')} <span className={styles.dashed} /> {t('household.not_together')}
      </p>
      <ul className={styles.hidden}>
        {graph.ties.map((tie) => (
          <li key={`${tie.a}${tie.b}`}>
            {t('household.tie', {
              a: nameOf(tie.a),
              kind: vocab('tie_kind', tie.kind),
              b: nameOf(tie.b),
              together: tie.together ? 'yes' : 'no',
            })}
          </li>
        ))}
      </ul>
    </div>
  )
}
