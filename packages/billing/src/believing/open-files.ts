import { type Database, mirrorRowsOf, openLettersOf, readingsOf } from "@portico/db";
import type { CustomerFile } from "./judge-letters.ts";

export async function openFile(db: Database, customer: string): Promise<CustomerFile> {
  const [file] = await openFiles(db, [customer]);
  if (!file) throw new Error(`The file of ${customer} was not opened.`);
  return file;
}

/** For whoever has the leases of these customers: what we know of them, and what came. */
export async function openFiles(db: Database, customers: string[]): Promise<CustomerFile[]> {
  const rows = await mirrorRowsOf(db, customers);
  const readings = await readingsOf(db, customers);
  const letters = await openLettersOf(db, customers);
  const files = new Map<string | null, CustomerFile>();
  for (const customer of customers)
    files.set(customer, { customer, rows: new Map(), reading: undefined, letters: [] });
  for (const row of rows) files.get(row.customerId)?.rows.set(row.id, row);
  for (const letter of letters) files.get(letter.customerId)?.letters.push(letter);
  for (const reading of readings) {
    const file = files.get(reading.customerId);
    if (file) file.reading = reading;
  }
  return [...files.values()];
}
