/** Of what a paid invoice gave. */
export function grantSource(invoice: string): string {
  return `invoice:${invoice}`;
}

export function spendSource(key: string): string {
  return `spend:${key}`;
}

/** Of the entry that tells what expired of what came from a source. */
export function expirySource(source: string): string {
  return `expiry:${source}`;
}
