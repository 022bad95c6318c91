import { createHash } from "node:crypto";
import diagnostics from "node:diagnostics_channel";
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { root } from "../root.mjs";
import { openComplaints } from "./complaints.mjs";
import { KNOWN_TO_DIFFER } from "./known-to-differ.mjs";
import { readSdk } from "./read-sdk.mjs";

/** Where the sandbox tells each of its answers, and each event: node:diagnostics_channel. */
const ANSWERS = "portico:stripe-answer";
const EVENTS = "portico:stripe-event";

/** The browser's side of Stripe's own pages; nobody publishes types for it. */
const UNTYPED = /^\/v1\/payment_pages\b/;

const text = { is: "string", optional: true };
const mentioned = (name) => ({ is: { named: name }, optional: true });

const REFUSAL = fields({
  error: {
    is: fields({
      type: {
        is: {
          either: ["api_error", "card_error", "idempotency_error", "invalid_request_error"].map(
            (is) => ({ is }),
          ),
        },
      },
      message: { is: "string" },
      code: text,
      param: text,
      doc_url: text,
      request_log_url: text,
      decline_code: text,
      advice_code: text,
      network_decline_code: text,
      charge: text,
      payment_intent: mentioned("PaymentIntents:PaymentIntent"),
      payment_method: mentioned("PaymentMethods:PaymentMethod"),
      setup_intent: mentioned("SetupIntents:SetupIntent"),
    }),
  },
});

let judge;

/** Hands on what there is to complain of in each answer and each event of this process, until the returned function is called. */
export function judgeAll(complain) {
  const judged = (what) => (told) => {
    judge ??= openJudge();
    complain(judge[what](told), told);
  };
  const [ofAnswers, ofEvents] = [judged("answer"), judged("event")];
  diagnostics.subscribe(ANSWERS, ofAnswers);
  diagnostics.subscribe(EVENTS, ofEvents);
  return () => {
    diagnostics.unsubscribe(ANSWERS, ofAnswers);
    diagnostics.unsubscribe(EVENTS, ofEvents);
  };
}

/** Judges what Stripe's API says by the types of Stripe's SDK: a verdict is a list of complaints. */
export function openJudge() {
  const { addresses, named } = readOnce();
  const complaintsAbout = openComplaints(named);
  const literally = new Map(addresses.map((each) => [`${each.method} ${each.path}`, each]));
  const patterns = addresses
    .filter(({ path }) => path.includes(":id"))
    .map((each) => ({ ...each, pattern: RegExp(`^${each.path.replaceAll(":id", "[^/]+")}$`) }));

  return { answer, event };

  function answer({ method, path, status, body }) {
    if (UNTYPED.test(path)) return [];
    const type = status < 400 ? typeOf(method, path) : REFUSAL;
    if (!type) return [`${method} ${path} is no address of Stripe's`];
    return held(body, type, `${method} ${path} answered ${status}`);
  }

  function event(told) {
    return held(told, { named: "Events:Event" }, `The event ${told.type} was told`);
  }

  function held(value, type, what) {
    return complaintsAbout(value, type, "")
      .map((complaint) => `${what}: ${complaint.replace(/^\./, "")}`)
      .filter((complaint) => !KNOWN_TO_DIFFER.some(({ pattern }) => pattern.test(complaint)));
  }

  function typeOf(method, path) {
    const exact = literally.get(`${method} ${path}`);
    return (exact ?? patterns.find((each) => each.method === method && each.pattern.test(path)))
      ?.is;
  }
}

function fields(all) {
  return { fields: all };
}

/** Reading the SDK takes a second or two, so what was read is kept until the SDK or the reader changes. */
function readOnce() {
  const sdk = join(root, "packages/sandbox/node_modules/stripe");
  const file = join(root, "node_modules/.cache/stripe-types", `${fingerprint(sdk)}.json`);
  if (existsSync(file)) return JSON.parse(readFileSync(file, "utf8"));
  const read = readSdk(join(sdk, "esm"));
  mkdirSync(dirname(file), { recursive: true });
  // Several may be at it at once: each writes a file of its own, and the last one stays.
  writeFileSync(`${file}.${process.pid}`, JSON.stringify(read));
  renameSync(`${file}.${process.pid}`, file);
  return read;
}

function fingerprint(sdk) {
  const readers = ["declarations", "read-types", "read-sdk"].map((name) =>
    join(import.meta.dirname, `${name}.mjs`),
  );
  const hash = createHash("sha256");
  for (const each of [join(sdk, "package.json"), ...readers]) hash.update(readFileSync(each));
  return hash.digest("hex").slice(0, 16);
}
