/**
 * That this browser has held a member's sealed data: said beside the database, so that a page that finds the database empty can say
 * that the browser removed it. It says no more than the database itself does.
 */
const KEY = 'pergola.member'

export const wasMemberHere = (): boolean => localStorage.getItem(KEY) !== null
export const rememberMember = (): void => localStorage.setItem(KEY, '1')
export const forgetMember = (): void => localStorage.removeItem(KEY)
