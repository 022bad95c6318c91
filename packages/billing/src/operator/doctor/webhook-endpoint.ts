import Stripe from "stripe";
import { EVENTS } from "../../webhooks/events.ts";
import { type Finding, listed, worthKnowing, wrong } from "./finding.ts";

export interface WebhookEndpointNeeds {
  stripe: Pick<Stripe, "webhookEndpoints">;
  /** Where we hear Stripe: any of these. */
  webhookUrls: string[];
}

type Endpoint = Stripe.WebhookEndpoint;

/** Stripe writes to us, about all that we listen to and nothing else, in the words that we read. */
export async function lookAtWebhookEndpoint(needs: WebhookEndpointNeeds): Promise<Finding[]> {
  const endpoints = await needs.stripe.webhookEndpoints
    .list({ limit: 100 })
    .autoPagingToArray({ limit: 1_000 });
  const ours = endpoints.filter(({ url }) => needs.webhookUrls.includes(url));
  const enabled = ours.filter(({ status }) => status === "enabled");
  const [address = ""] = needs.webhookUrls;
  if (ours.length === 0)
    return [
      wrong(
        `No webhook endpoint at Stripe leads to ${address}.`,
        "Make one in Stripe's dashboard, and set its secret as STRIPE_WEBHOOK_SECRET.",
      ),
    ];
  if (enabled.length === 0)
    return [
      wrong(
        `The webhook endpoint ${ours[0]?.id} is disabled, so Stripe tells us nothing.`,
        "Enable it in Stripe's dashboard. Then fetch what was missed: portico sync.",
      ),
    ];
  return [...enabled.flatMap(lookAtEvents), ...enabled.flatMap(lookAtVersion)];
}

function lookAtEvents({ id, enabled_events: heard }: Endpoint): Finding[] {
  const wanted = Object.keys(EVENTS);
  const missing = heard.includes("*") ? [] : wanted.filter((type) => !heard.includes(type));
  const surplus = heard.filter((type) => !Object.hasOwn(EVENTS, type));
  const findings: Finding[] = [];
  if (missing.length > 0)
    findings.push(
      wrong(
        `The webhook endpoint ${id} does not listen to ${missing.join(", ")}.`,
        "Add them to the endpoint in Stripe's dashboard. Then fetch what was missed: portico sync.",
      ),
    );
  if (surplus.length > 0)
    findings.push(
      worthKnowing(
        `The webhook endpoint ${id} listens to ${surplus.includes("*") ? "everything" : listed(surplus)}, which nobody here reads.`,
        "Take them off the endpoint in Stripe's dashboard: each costs a request.",
      ),
    );
  return findings;
}

function lookAtVersion({ id, api_version: theirs }: Endpoint): Finding[] {
  const ours = Stripe.API_VERSION;
  if (theirs === ours) return [];
  return [
    worthKnowing(
      `The webhook endpoint ${id} writes in ${theirs ?? "the account's default version"}, and we read ${ours}, so each letter is asked about.`,
      `Make an endpoint with the API version ${ours} in its place: a version cannot be changed.`,
    ),
  ];
}
