/** How the bills of a phase, a schedule or a quote are set. */
export function billSettings(days: number | null) {
  return {
    account_tax_ids: null,
    custom_fields: null,
    days_until_due: days,
    description: null,
    footer: null,
    issuer: { type: "self" as const },
  };
}
