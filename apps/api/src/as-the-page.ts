import { APP_URL, type House } from "./testing.ts";

/** A person and the organization they act for, or nobody. */
export type Who = Parameters<House["tokenOf"]> | null;

/** Asks billing something. */
export async function query(
  house: House,
  who: Who,
  procedure: string,
  input?: object,
): Promise<Response> {
  const url = new URL(`/trpc/billing.${procedure}`, APP_URL);
  if (input) url.searchParams.set("input", JSON.stringify(input));
  return house.fetch(new Request(url, { headers: await headersOf(house, who) }));
}

/** Changes something. */
export async function mutate(
  house: House,
  who: Who,
  procedure: string,
  input: object = {},
): Promise<Response> {
  const headers = { ...(await headersOf(house, who)), "content-type": "application/json" };
  const asked = { method: "POST", headers, body: JSON.stringify(input) };
  return house.fetch(new Request(`${APP_URL}/trpc/billing.${procedure}`, asked), ADDRESS);
}

/** Where it comes from. */
export const ADDRESS = "192.0.2.7";

async function headersOf(house: House, who: Who): Promise<Record<string, string>> {
  return who ? { authorization: `Bearer ${await house.tokenOf(...who)}` } : {};
}
