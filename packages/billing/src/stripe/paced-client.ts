import Stripe from "stripe";
import type { Pace } from "./pace.ts";

const { HttpClient, HttpClientResponse } = Stripe;

type Asked = Parameters<Stripe.HttpClient["makeRequest"]>;

/** Lets each question wait for its turn: every page of a list, and every further try. */
export class PacedClient extends HttpClient {
  constructor(
    private readonly client: Stripe.HttpClient,
    private readonly pace: Pace,
  ) {
    super();
  }

  override getClientName() {
    return this.client.getClientName();
  }

  override async makeRequest(...asked: Asked) {
    const turn = await this.pace.turn();
    const answer = await this.#askAndRead(asked).catch(async (error: unknown) => {
      await turn.failed(0);
      throw error;
    });
    if (isTrouble(answer.getStatusCode())) await turn.failed(retryAfterMs(answer));
    else await turn.answered();
    return answer;
  }

  /** An answer that stops in the middle is none. */
  async #askAndRead(asked: Asked) {
    const answer = await this.client.makeRequest(...asked);
    return new ReadAnswer(answer, await answer.toJSON());
  }
}

type Heard = Awaited<ReturnType<Stripe.HttpClient["makeRequest"]>>;

class ReadAnswer extends HttpClientResponse {
  constructor(
    private readonly answer: Heard,
    private readonly body: unknown,
  ) {
    super(answer.getStatusCode(), answer.getHeaders());
  }

  override getRawResponse() {
    return this.answer.getRawResponse();
  }

  override async toJSON() {
    return this.body;
  }
}

function isTrouble(status: number): boolean {
  return status === 429 || status >= 500;
}

function retryAfterMs(answer: Heard): number {
  const seconds = Number(answer.getHeaders()["retry-after"]);
  return seconds > 0 ? seconds * 1_000 : 0;
}
