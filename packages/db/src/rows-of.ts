import { getTableColumns, type SQL, sql } from "drizzle-orm";
import type { PgTable } from "drizzle-orm/pg-core";

/** Rows to insert as one parameter: to write a parameter for each of their values costs more than to store them. */
export function rowsOf<Table extends PgTable>(
  table: Table,
  rows: readonly Table["$inferInsert"][],
): SQL {
  const columns = givenColumns(table);
  const values = columns.map(([key, { default: usual }]) => {
    const given = sql.identifier(key);
    return usual === undefined ? given : sql`coalesce(${given}, ${usual})`;
  });
  const types = columns.map(([key, column]) => `"${key}" ${column.getSQLType()}`);
  return sql`select ${sql.join(values, sql`, `)} from json_to_recordset(${JSON.stringify(rows)}) rows (${sql.raw(types.join(", "))})`;
}

/** The columns that such rows fill, for a table that numbers its rows itself. */
export function namesOf(table: PgTable): SQL {
  const names = givenColumns(table).map(([, { name }]) => sql.identifier(name));
  return sql.join(names, sql`, `);
}

function givenColumns(table: PgTable) {
  return Object.entries(getTableColumns(table)).filter(
    ([, column]) => column.generatedIdentity === undefined,
  );
}
