import { channel } from "node:diagnostics_channel";
import { describe, expect, it } from "vitest";
import { complain } from "./in-tests.mjs";
import { openJudge } from "./judge.mjs";

const judge = openJudge();

const clock = {
  id: "clock_1",
  object: "test_helpers.test_clock",
  created: 1,
  deletes_after: 2,
  frozen_time: 1,
  livemode: false,
  name: null,
  status: "ready",
  status_details: {},
};

function ask(
  body,
  { method = "GET", path = "/v1/test_helpers/test_clocks/clock_1", status = 200 } = {},
) {
  return judge.answer({ method, path, status, body });
}

const event = {
  id: "evt_1",
  object: "event",
  api_version: null,
  created: 1,
  livemode: false,
  pending_webhooks: 0,
  request: null,
  type: "test_helpers.test_clock.advancing",
};

function changed(previous_attributes) {
  return ask(
    { ...event, data: { object: clock, previous_attributes } },
    { path: "/v1/events/evt_1" },
  );
}

describe("an answer of the sandbox", () => {
  it("passes when it is as Stripe's types say", () => {
    expect(ask(clock)).toEqual([]);
  });

  it("is caught with a wrong field, and the place is named", () => {
    expect(ask({ ...clock, created: "1" }).join()).toContain(`created is "1", not number`);
    expect(ask({ ...clock, status: "waiting" }).join()).toContain(
      `status is "waiting", not "advancing" | "internal_failure" | "ready"`,
    );
  });

  it("is caught with a field that is missing or made up", () => {
    const { frozen_time: _, ...without } = clock;
    expect(ask(without).join()).toContain("frozen_time is missing");
    expect(ask({ ...clock, colour: "red" }).join()).toContain("colour is no field of Stripe's");
  });

  it("is judged as the one of several objects that it says it is", () => {
    const gone = { id: "cus_1", object: "customer", deleted: true, name: "Ada" };
    expect(ask(gone, { path: "/v1/customers/cus_1" })).toEqual([
      "GET /v1/customers/cus_1 answered 200: name is no field of Stripe's",
    ]);
  });

  it("is caught in the pages of a list", () => {
    const page = { object: "list", data: [{ ...clock, id: 7 }], has_more: false, url: "/" };
    expect(ask(page, { path: "/v1/test_helpers/test_clocks" }).join()).toContain(
      "data[0].id is 7, not string",
    );
  });

  it("is held to Stripe's envelope when it refuses", () => {
    const refusal = { error: { type: "api_error", message: "Busy." } };
    expect(ask(refusal, { status: 500 })).toEqual([]);
    expect(ask({ message: "Busy." }, { status: 500 })).not.toEqual([]);
  });

  it("may not come from an address that Stripe does not have", () => {
    expect(ask({}, { path: "/v1/wishes" })).toEqual(["GET /v1/wishes is no address of Stripe's"]);
  });
});

it("lets an update say only what it changed", () => {
  expect(changed({ status: "ready", status_details: {} })).toEqual([]);
  expect(changed({ status: 3 }).join()).toContain("previous_attributes.status is 3");
});

it("fails the test that was given a wrong answer", () => {
  const wrong = { method: "GET", path: "/v1/wishes", status: 200, planted: true };
  channel("portico:stripe-answer").publish(wrong);
  expect(complain).toThrow("GET /v1/wishes is no address of Stripe's");
});

it("fails the test in which a wrong event was written, though nobody asked for it", () => {
  const data = { object: { ...clock, status: "waiting" } };
  channel("portico:stripe-event").publish({ ...event, data, planted: true });
  expect(complain).toThrow(`${event.type} was told: data.object.status is "waiting"`);
});
