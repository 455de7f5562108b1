/** Figures of an organisation over its cases. */
export { caseFigures, countCases, toCsv, FEW, TABLES, type CaseFigures, type Cell, type Counted, type Table } from './count.ts'
