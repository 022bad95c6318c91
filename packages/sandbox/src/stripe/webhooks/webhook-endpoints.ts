import type Stripe from "stripe";
import { API_VERSION } from "../account.ts";
import type { Books } from "../books/books.ts";
import type { WebhookEndpoint } from "../books/shapes.ts";
import { type Endpoint, endpoint } from "../endpoint/endpoint.ts";
import { given } from "../endpoint/given.ts";
import { pageOf } from "../endpoint/lists.ts";
import { mergeMetadata } from "../endpoint/merge-metadata.ts";
import { clearable, flag, listing, listOf, metadata, text } from "../endpoint/params.ts";
import { invalid } from "../problem.ts";
import { newSecret } from "./signing-secrets.ts";

const fields = { description: clearable.optional(), metadata: metadata.optional() };
const byPath = { path: "webhook_endpoint" };

export function webhookEndpointEndpoints({ webhookEndpoints, now }: Books): Endpoint[] {
  const path = "/v1/webhook_endpoints";
  return [
    endpoint(
      "POST",
      path,
      { ...fields, url: text, enabled_events: listOf(text), api_version: text.optional() },
      ({ url, enabled_events, api_version, description, metadata: meta }) => {
        const made = newWebhookEndpoint({
          id: webhookEndpoints.newId(),
          created: now(),
          url: judge(url),
          enabled_events,
          secret: newSecret(),
        });
        const { rolled: _, ...shown } = webhookEndpoints.put({
          ...made,
          api_version: api_version === undefined ? null : judgeVersion(api_version),
          description: description ?? null,
          metadata: mergeMetadata({}, meta),
        });
        return shown;
      },
    ),
    endpoint("GET", path, listing, (page) =>
      pageOf(webhookEndpoints.all().map(withoutSecret), page, path, "webhook endpoint"),
    ),
    endpoint("GET", `${path}/:id`, {}, (_, { id }) =>
      withoutSecret(webhookEndpoints.get(id, byPath)),
    ),
    endpoint(
      "POST",
      `${path}/:id`,
      {
        ...fields,
        url: text.optional(),
        enabled_events: listOf(text).optional(),
        disabled: flag.optional(),
      },
      ({ url, metadata: meta, disabled, ...asked }, { id }) => {
        const before = webhookEndpoints.get(id, byPath);
        return withoutSecret(
          webhookEndpoints.put({
            ...before,
            ...given(asked),
            url: url === undefined ? before.url : judge(url),
            status: disabled === undefined ? before.status : disabled ? "disabled" : "enabled",
            metadata: mergeMetadata(before.metadata, meta),
          }),
        );
      },
    ),
    endpoint("DELETE", `${path}/:id`, {}, (_, { id }): Stripe.DeletedWebhookEndpoint => {
      webhookEndpoints.get(id, byPath);
      webhookEndpoints.delete(id);
      return { id, object: "webhook_endpoint", deleted: true };
    }),
  ];
}

/** The sandbox talks to this machine alone. */
function judge(url: string): string {
  const isOurs =
    URL.canParse(url) && /^(localhost|127\.0\.0\.1|\[::1\])$/.test(new URL(url).hostname);
  if (!isOurs)
    throw invalid(
      "Invalid URL: the sandbox delivers webhooks to this machine only, as localhost.",
      { code: "url_invalid", param: "url" },
    );
  return url;
}

function judgeVersion(version: string): string {
  if (!/^\d{4}-\d{2}-\d{2}(\.\w+)?$/.test(version))
    throw invalid(`Invalid Stripe API version: ${version}`, { param: "api_version" });
  return version;
}

/** Told once, when it is made. */
function withoutSecret(endpoint: WebhookEndpoint): Stripe.WebhookEndpoint {
  const { secret: _, rolled: __, ...shown } = endpoint;
  return shown;
}

type WebhookEndpointWish = Pick<
  WebhookEndpoint,
  "id" | "created" | "url" | "enabled_events" | "secret"
>;

export function newWebhookEndpoint({
  id,
  created,
  url,
  enabled_events,
  secret,
}: WebhookEndpointWish): WebhookEndpoint {
  return {
    id,
    object: "webhook_endpoint",
    api_version: API_VERSION,
    application: null,
    created,
    description: null,
    enabled_events,
    livemode: false,
    metadata: {},
    secret,
    status: "enabled",
    url,
  };
}
