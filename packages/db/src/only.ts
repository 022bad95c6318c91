/** Of a statement that answers with one row, whatever is in the tables. */
export function only<Row>([row]: Row[]): Row {
  if (!row) throw new Error("One row was asked for and none came.");
  return row;
}
