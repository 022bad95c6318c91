import { getTableColumns, type SQL, sql } from "drizzle-orm";
import type { PgTable } from "drizzle-orm/pg-core";

/** Rows to insert as one parameter: to write a parameter for each of their values costs more than to store them. */
export function rowsOf<Table extends PgTable>(
  table: Table,
  rows: readonly Table["$inferInsert"][],
): SQL {
  return selectRows(table, JSON.stringify(rows), {});
}

/** As `rowsOf`, for a column of long texts: inside JSON each of their quotes would be escaped, so they travel beside it. */
export function rowsWithTextsOf<Table extends PgTable>(
  table: Table,
  rows: readonly Table["$inferInsert"][],
  column: keyof Table["$inferInsert"] & string,
): SQL {
  const texts = rows.map((row) => sql`${row[column] ?? null}`);
  const places = rows.map((row, at) => ({ ...row, [column]: at + 1 }));
  return selectRows(table, JSON.stringify(places), {
    [column]: sql`(array[${sql.join(texts, sql`, `)}]::text[])[${sql.identifier(column)}::integer]`,
  });
}

function selectRows(table: PgTable, json: string, known: Record<string, SQL>): SQL {
  const columns = givenColumns(table);
  const values = columns.map(([key, { default: usual }]) => {
    const given = known[key] ?? sql.identifier(key);
    return usual === undefined ? given : sql`coalesce(${given}, ${usual})`;
  });
  const types = columns.map(([key, column]) => `"${key}" ${column.getSQLType()}`);
  return sql`select ${sql.join(values, sql`, `)} from json_to_recordset(${json}) rows (${sql.raw(types.join(", "))})`;
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
