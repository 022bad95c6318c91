import {
  type Database,
  keepLetters,
  type LetterRow,
  type MirrorRow,
  planNames,
  type Said,
} from "@portico/db";

/** A plan that is met for the first time is to be asked for its name: a letter to ourselves sees to it. */
export async function meetPlans(tx: Database, rows: MirrorRow[], now: Date) {
  const products = [...new Set(rows.flatMap(({ says }) => productsIn(says)))];
  const named = await planNames(tx, products);
  const nameless = products.filter((product) => !named.has(product));
  if (nameless.length === 0) return;
  await keepLetters(
    tx,
    nameless.map((product) => letterAbout(product, now)),
  );
}

/** Once for each product, or for each thing that has to wait for its name. */
export function letterAbout(product: string, now: Date, waiting?: string): LetterRow {
  return {
    id: ["met", product, ...(waiting === undefined ? [] : [waiting])].join("_"),
    type: "product.met",
    objectId: product,
    decision: "stored",
    createdAt: now,
    receivedAt: now,
    nextAttemptAt: now,
  };
}

function productsIn(says: Said): string[] {
  return says.kind === "subscription" ? says.items.map(({ product }) => product) : [];
}
