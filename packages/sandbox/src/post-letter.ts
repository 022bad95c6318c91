export interface Address {
  url: string;
  headers: Record<string, string>;
}

export interface HostsAnswer {
  status: number | null;
  /** How it began, as much as a person would read. */
  text: string;
}

/** Nobody answered. */
export const NOBODY: HostsAnswer = { status: null, text: "" };

const PATIENCE = 10_000;
const LONGEST_ANSWER = 2_000;

export async function postLetter(
  fetch: (request: Request) => Promise<Response>,
  { url, headers }: Address,
  body: string,
): Promise<HostsAnswer> {
  const signal = AbortSignal.timeout(PATIENCE);
  return fetch(new Request(url, { method: "POST", headers, body, redirect: "manual", signal }))
    .then(async (response) => ({ status: response.status, text: await beginningOf(response) }))
    .catch(() => NOBODY);
}

async function beginningOf({ body }: Response): Promise<string> {
  let text = "";
  for await (const part of body?.pipeThrough(new TextDecoderStream()) ?? []) {
    text += part;
    if (text.length >= LONGEST_ANSWER) break;
  }
  return text.slice(0, LONGEST_ANSWER);
}
