/** Rules by which a closed case, or a conversation with the intake, is due to be destroyed. */
export const RETENTION_RULES_BY = ['safe', 'taken_over', 'outside_mandate', 'other', 'identity', 'alert'] as const
/** Months that are suggested; nobody keeps to them before a steward turned the rule on. */
export const SUGGESTED_MONTHS: { readonly [R in (typeof RETENTION_RULES_BY)[number]]: number } = {
  safe: 24,
  taken_over: 12,
  outside_mandate: 6,
  other: 24,
  identity: 6,
  alert: 12,
}
