import Stripe from "stripe";
import { Agent, type Dispatcher, errors } from "undici";

const { HttpClient, HttpClientResponse } = Stripe;

type Asked = Parameters<Stripe.HttpClient["makeRequest"]>;

const CONNECT_PATIENCE_MS = 2_000;

/** Told the status of each answer, or null where there was none. */
export type OnAnswer = (status: number | null) => void;

/** How the SDK reaches Stripe: by undici, at a third of what Node's own client costs. */
export class UndiciClient extends HttpClient {
  readonly #agent = new Agent({ connect: { timeout: CONNECT_PATIENCE_MS } });

  constructor(private readonly onAnswer: OnAnswer = () => {}) {
    super();
  }

  override getClientName() {
    return "undici";
  }

  override async makeRequest(
    ...[host, port, path, method, headers, data, protocol, timeout]: Asked
  ) {
    const answer = await this.#agent
      .request({
        origin: `${protocol}://${host}:${port}`,
        path,
        method: methodNamed(method),
        headers: inOneRow(headers),
        body: data === "" ? null : data,
        headersTimeout: timeout,
        bodyTimeout: timeout,
      })
      .catch((error: unknown) => {
        this.onAnswer(null);
        throw inSdkWords(error);
      });
    this.onAnswer(answer.statusCode);
    return new UndiciResponse(answer);
  }
}

class UndiciResponse extends HttpClientResponse {
  constructor(private readonly answer: Dispatcher.ResponseData) {
    super(answer.statusCode, headersOf(answer));
  }

  override getRawResponse() {
    return this.answer;
  }

  override async toJSON(): Promise<unknown> {
    const text = await this.answer.body.text().catch((error: unknown) => {
      throw HttpClient.makeResponseBodyError(inSdkWords(error));
    });
    return this._parseResponseBody(text);
  }
}

/** Name, value, name, value: what undici reads with the least work. */
function inOneRow(headers: Asked[4]): string[] {
  const row: string[] = [];
  for (const name of Object.keys(headers)) row.push(name, String(headers[name]));
  return row;
}

function headersOf({ headers }: Dispatcher.ResponseData): Record<string, string | string[]> {
  const known: Record<string, string | string[]> = {};
  for (const name of Object.keys(headers)) {
    const value = headers[name];
    if (value !== undefined) known[name] = value;
  }
  return known;
}

function methodNamed(method: string): "GET" | "POST" | "DELETE" {
  if (method === "GET" || method === "POST" || method === "DELETE") return method;
  throw new Error(`Stripe is never asked with ${method}.`);
}

/** The SDK tells by the code whether to try again and what to say. */
function inSdkWords(error: unknown): unknown {
  if (
    error instanceof errors.HeadersTimeoutError ||
    error instanceof errors.BodyTimeoutError ||
    error instanceof errors.ConnectTimeoutError
  )
    return HttpClient.makeTimeoutError();
  if (error instanceof errors.SocketError)
    return Object.assign(new Error(error.message, { cause: error }), { code: "ECONNRESET" });
  return error;
}
