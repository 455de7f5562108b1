/** What was noticed while reading: row by row, as a code; the catalogue of the page makes the sentence. */
import { cleanLine } from '../record/text.ts'
import { LIMITS } from './limits.ts'

/** Why a file as a whole cannot be read. */
export type FileProblem =
  | 'too_large'
  | 'empty'
  | 'not_text'
  | 'not_json'
  | 'not_zip'
  | 'zip_encrypted'
  | 'zip_bomb'
  | 'zip_damaged'
  | 'not_xml'
  | 'not_xlsx'
  | 'no_rows'
  | 'too_many_rows'
  | 'too_many_columns'
  | 'not_hsds'
  | 'not_vcard'
  | 'not_a_list'
  | 'unknown_format'
  | 'no_name_column'

/** Why a row was left out. */
export type FailCode = 'not_a_row' | 'no_id' | 'no_name' | 'no_provider' | 'doubled_id' | 'too_large' | 'unknown_provider'

/** What was noticed about a row that was read. */
export type NoteCode =
  | 'cut'
  | 'formula'
  | 'date_persian'
  | 'date_hijri'
  | 'date_not_read'
  | 'date_order_guessed'
  | 'amount_read'
  | 'amount_not_read'
  | 'code_not_known'
  | 'place_not_read'
  | 'language_not_read'
  | 'number_not_read'
  | 'parent_cycle'
  | 'parent_unknown'
  | 'link_unknown'
  | 'provider_by_service'
  | 'bad_quote'
  | 'cells_missing'
  | 'cells_extra'
  | 'encoding_guessed'
  | 'empty_column_name'
  | 'table_not_used'
  | 'not_kept'
  | 'part_damaged'

export interface Issue {
  readonly what: 'failed' | 'note'
  readonly code: FailCode | NoteCode
  /** The table or sheet it stands in, '' where there is one only. */
  readonly table: string
  /** From 1, the heading not counted; 0: about the table as a whole. */
  readonly row: number
  /** The source's own id of the row, or its name; '' where it has none. */
  readonly id: string
  readonly field: string
  /** What stood there, shortened. */
  readonly said: string
}

/** Where an issue is; what is not said is empty. */
export type At = Partial<Pick<Issue, 'table' | 'row' | 'id' | 'field' | 'said'>>

/** Gathers what is noticed; beyond a bound it only counts, so that a broken file cannot fill the memory. */
export class Issues {
  readonly list: Issue[] = []
  #more = 0

  get more(): number {
    return this.#more
  }

  note(code: NoteCode, at: At = {}): void {
    this.#add('note', code, at)
  }

  failed(code: FailCode, at: At = {}): void {
    this.#add('failed', code, at)
  }

  #add(what: Issue['what'], code: Issue['code'], { table = '', row = 0, id = '', field = '', said = '' }: At): void {
    if (this.list.length >= LIMITS.issues) this.#more += 1
    else this.list.push({ what, code, table, row, id: cleanLine(id, 80), field, said: cleanLine(said.slice(0, 400), 80) })
  }
}
