/** True for what is typed of a day that is known in part: a year, a month or a day, written 2026, 2026-03 or 2026-03-14. */
export const isPartialDay = (typed: string): boolean => /^\d{4}(-\d{2}(-\d{2})?)?$/u.test(typed)
