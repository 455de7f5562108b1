import type { ConsentRow } from '../../../contract.ts'
import { Icon, Name, type IconName } from '../../components/index.ts'
import { useT, useVocab } from '../../i18n/index.ts'
import { useSituation } from '../case/situation.ts'
import { SCOPES } from './answers.ts'
import { SideScroll } from './SideScroll.tsx'
import styles from './consent.module.css'

type Cell = ConsentRow['cells'][number]

/** What was asked of whom: a row of the matrix and a person. */
export interface Chosen extends Pick<ConsentRow, 'scope' | 'org' | 'recipient' | 'toName'> {
  readonly person: string
}

interface MatrixProps {
  readonly matrix: readonly ConsentRow[]
  /** Absent on paper: the states are only read. */
  readonly onChoose?: (chosen: Chosen) => void
}

const ICONS: Readonly<Record<Cell['state'], IconName | null>> = {
  yes: 'check',
  partly: 'check',
  no: 'close',
  withdrawn: 'close',
  ended: 'close',
  not_asked: null,
}

type People = readonly string[]

/** A sheet of paper is as wide as this many people. */
const ON_A_SHEET = 4

/** Scopes and recipients down, people across. Each cell says its state in a word, never by colour alone. */
export const Matrix = ({ matrix, onChoose }: MatrixProps) => {
  const t = useT()
  const { view } = useSituation()
  const rows = SCOPES.flatMap((scope) => matrix.filter((row) => row.scope === scope))
  const people = view.file.people.map(({ id }) => id)
  if (onChoose !== undefined)
    return (
      <SideScroll label={t('consent.matrix')} hint={t('consent.more_people', { count: people.length })}>
        <Table rows={rows} people={people} onChoose={onChoose} />
      </SideScroll>
    )
  return sheetsOf(people).map((some) => <Table key={some[0]} rows={rows} people={some} onChoose={undefined} />)
}

const sheetsOf = (people: People): readonly People[] =>
  Array.from({ length: Math.ceil(people.length / ON_A_SHEET) }, (_, at) => people.slice(at * ON_A_SHEET, (at + 1) * ON_A_SHEET))

interface TableProps {
  readonly rows: readonly ConsentRow[]
  readonly people: People
  readonly onChoose: MatrixProps['onChoose']
}

const Table = ({ rows, people, onChoose }: TableProps) => {
  const t = useT()
  const { view, nameOf } = useSituation()
  const named = (person: string): string =>
    onChoose === undefined ? (view.file.people.find((one) => one.id === person)?.label ?? '') : nameOf(person)
  return (
    <table className={styles.matrix}>
      <thead>
        <tr>
          <th scope="col">{t('consent.what')}</th>
          {people.map((id) => (
            <th key={id} scope="col">
              <Name text={named(id)} />
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={`${row.scope}:${row.org ?? ''}:${row.recipient}`}>
            <th scope="row">
              <RowTitle row={row} />
            </th>
            {row.cells
              .filter(({ person }) => people.includes(person))
              .map((cell) => (
                <td key={cell.person} data-state={cell.state}>
                  <CellOf row={row} cell={cell} onChoose={onChoose} />
                </td>
              ))}
          </tr>
        ))}
      </tbody>
    </table>
  )
}

interface CellProps {
  readonly row: ConsentRow
  readonly cell: Cell
  readonly onChoose: MatrixProps['onChoose']
}

const CellOf = ({ row: { scope, org, recipient, toName }, cell, onChoose }: CellProps) =>
  onChoose === undefined ? (
    <span className={styles.onPaper}>
      <State cell={cell} />
    </span>
  ) : (
    <button type="button" className={styles.cell} onClick={() => onChoose({ person: cell.person, scope, org, recipient, toName })}>
      <State cell={cell} />
    </button>
  )

const RowTitle = ({ row }: { readonly row: ConsentRow }) => {
  const vocab = useVocab()
  return (
    <>
      {vocab('consent_scope', row.scope)}
      {row.toName === '' ? null : (
        <>
          <br />
          <span className={styles.to}>
            <Name text={row.toName} />
          </span>
        </>
      )}
    </>
  )
}

const State = ({ cell }: { readonly cell: Cell }) => {
  const t = useT()
  const vocab = useVocab()
  const icon = ICONS[cell.state]
  return (
    <>
      <span className={styles.state}>
        {icon === null ? null : <Icon name={icon} size={16} />}
        {t(`consent.state.${cell.state}`)}
      </span>
      {cell.state === 'partly' ? (
        <span className={styles.parts}>{cell.parts.map((part) => vocab('consent_part', part)).join(', ')}</span>
      ) : null}
    </>
  )
}
