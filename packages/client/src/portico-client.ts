import type { CreateBillingPortalResponse } from "./contracts/success-flag.ts";
import { refusalIn, textIn, unreachable } from "./portico-error.ts";

export interface PorticoClientOptions {
  /** Where Portico answers, such as `https://app.example.com`. */
  baseUrl: string;
  /** Asked at each call, because tokens live for a minute: `() => session.getToken()`. */
  accessToken: () => string | null | Promise<string | null>;
}

const PATIENCE_MS = 20_000;

/** Refusals are thrown, as a `PorticoError`. */
export class PorticoClient {
  constructor(private readonly options: PorticoClientOptions) {}

  /** Opens the customer portal for the person's organization. */
  createBillingPortal = async (): Promise<CreateBillingPortalResponse> => {
    const answer = await this.post("subscriptions/portal");
    const body: unknown = await answer.json().catch(() => undefined);
    const url = textIn(body, "url");
    if (!answer.ok || url === undefined) throw refusalIn(answer, body);
    return { success: true, url };
  };

  private async post(path: string): Promise<Response> {
    const { baseUrl, accessToken } = this.options;
    const token = await accessToken();
    return fetch(`${baseUrl.replace(/\/+$/, "")}/${path}`, {
      method: "POST",
      headers: {
        accept: "application/json",
        ...(token !== null && { authorization: `Bearer ${token}` }),
      },
      signal: AbortSignal.timeout(PATIENCE_MS),
    }).catch((cause: unknown) => {
      throw unreachable(cause);
    });
  }
}
