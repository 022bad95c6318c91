import { getTableColumns, type Placeholder, type SQL, sql } from "drizzle-orm";
import type { PgTable } from "drizzle-orm/pg-core";

/** Rows to insert as one parameter: to write a parameter for each of their values costs more than to store them. */
export function rowsOf<Table extends PgTable>(
  table: Table,
  rows: readonly Table["$inferInsert"][],
): SQL {
  return selectRows(table, sql`${JSON.stringify(rows)}`);
}

/** What is not in the rows themselves is made of other columns that they have. */
export function selectRows(
  table: PgTable,
  json: SQL | Placeholder,
  made: Record<string, SQL> = {},
  others: string[] = [],
): SQL {
  const columns = givenColumns(table);
  const values = columns.map(([key, { default: usual }]) => {
    const given = made[key] ?? sql.identifier(key);
    return usual === undefined ? given : sql`coalesce(${given}, ${usual})`;
  });
  const types = columns.map(([key, column]) => `"${key}" ${column.getSQLType()}`);
  return sql`select ${sql.join(values, sql`, `)} from json_to_recordset(${json}) rows (${sql.raw([...types, ...others].join(", "))})`;
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
