/** A table in RFC 4180's words: its first row names the columns. */
export function csv(rows: (string | number)[][]): string {
  return rows.map((row) => `${row.map(cell).join(",")}\r\n`).join("");
}

function cell(value: string | number): string {
  const text = String(value);
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/** The rows of such a table, each by the names of its columns. */
export function readCsv(text: string): Record<string, string>[] {
  const [names = [], ...rows] = rowsIn(text);
  return rows.map((row) => Object.fromEntries(names.map((name, at) => [name, row[at] ?? ""])));
}

const CELL = /(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r?\n|$)/gy;

function rowsIn(table: string): string[][] {
  const text = table.replace(/^\uFEFF/, "");
  const rows: string[][] = [];
  let row: string[] = [];
  let read = 0;
  for (const [cell, quoted, plain = "", end] of text.matchAll(CELL)) {
    read += cell.length;
    row.push((quoted?.replaceAll('""', '"') ?? plain).trim());
    if (end === ",") continue;
    if (row.some((each) => each !== "")) rows.push(row);
    row = [];
  }
  if (read < text.length)
    throw new Error(`Line ${text.slice(0, read).split("\n").length} is no row of a CSV table.`);
  return rows;
}
