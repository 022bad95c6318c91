import { expect, it } from "vitest";
import { openTestSandbox, refusalOf } from "../testing/sandbox.ts";

const { stripe, clock, moveTo } = openTestSandbox();
const newest = async () => (await stripe.events.list({ limit: 1 })).data[0];
const soon = () => Math.floor(clock.now / 1000) + 3600;

it("makes a coupon under its own name, or gives it one", async () => {
  const spring = await stripe.coupons.create({ id: "SPRING", percent_off: 12.5, name: "Spring" });
  expect(spring).toMatchObject({ id: "SPRING", percent_off: 12.5, duration: "once", valid: true });
  expect(await newest()).toMatchObject({ type: "coupon.created" });
  const made = await stripe.coupons.create({ amount_off: 500, currency: "USD" });
  expect(made).toMatchObject({ id: expect.stringMatching(/^\w{8}$/), currency: "usd" });
  const taken = await refusalOf(stripe.coupons.create({ id: "SPRING", percent_off: 1 }));
  expect(taken).toMatchObject({ code: "resource_already_exists" });
});

it.each([
  [{}, "Must provide percent_off or amount_off."],
  [
    { percent_off: 5, amount_off: 5 },
    "Received both percent_off and amount_off parameters. Please pass in only one.",
  ],
  [{ amount_off: 5 }, "You must pass currency when passing amount_off"],
  [{ percent_off: 0 }, "This value must be greater than or equal to 0.01 (it currently is '0.0')."],
  [
    { percent_off: 5, duration: "repeating" },
    "The duration_in_months param must be set when creating a coupon with a repeating duration",
  ],
  [{ percent_off: 5, applies_to: { products: ["prod_x"] } }, "No such product: 'prod_x'"],
])("refuses the coupon %j in Stripe's words", async (asked, message) => {
  expect((await refusalOf(stripe.coupons.create(asked))).message).toBe(message);
});

it("changes a coupon's name and forgets it when it is deleted", async () => {
  const { id } = await stripe.coupons.create({ percent_off: 20 });
  await stripe.coupons.update(id, { name: "Friends", metadata: { foo: "bar" } });
  expect(await newest()).toMatchObject({
    type: "coupon.updated",
    data: { previous_attributes: { name: null, metadata: {} } },
  });
  expect(await stripe.coupons.del(id)).toMatchObject({ id, deleted: true });
  expect(await newest()).toMatchObject({
    type: "coupon.deleted",
    data: { object: { valid: false } },
  });
  expect(await refusalOf(stripe.coupons.retrieve(id))).toMatchObject({ statusCode: 404 });
});

it("no longer offers what should have been redeemed by now", async () => {
  const { stripe, clock, moveTo } = openTestSandbox();
  const by = Math.floor(clock.now / 1000) + 3600;
  const coupon = await stripe.coupons.create({ percent_off: 20, redeem_by: by });
  const promotion = { type: "coupon", coupon: coupon.id } as const;
  const code = await stripe.promotionCodes.create({ promotion, code: "LATE" });
  moveTo(by);
  expect(await stripe.coupons.retrieve(coupon.id)).toMatchObject({ valid: false });
  expect(await stripe.promotionCodes.retrieve(code.id)).toMatchObject({ active: false });
  expect(await refusalOf(stripe.promotionCodes.create({ promotion }))).toMatchObject({
    code: "coupon_expired",
  });
});

it("makes a promotion code, and lets no two active ones share their letters", async () => {
  const { id } = await stripe.coupons.create({ percent_off: 20 });
  const promotion = { type: "coupon", coupon: id } as const;
  const made = await stripe.promotionCodes.create({ promotion, expand: ["promotion.coupon"] });
  expect(made.code).toMatch(/^[A-Z0-9]{8}$/);
  expect(made.promotion.coupon).toMatchObject({ id, object: "coupon" });
  await stripe.promotionCodes.create({ promotion, code: "Friends", expires_at: soon() });
  const taken = await refusalOf(stripe.promotionCodes.create({ promotion, code: "FRIENDS" }));
  expect(taken.message).toBe("An active promotion code with `code: FRIENDS` already exists.");
  const { data } = await stripe.promotionCodes.list({ code: "friends", active: true, coupon: id });
  expect(data).toHaveLength(1);
});

it("switches a promotion code off, and says what changed", async () => {
  const { id: coupon } = await stripe.coupons.create({ percent_off: 20 });
  const { id } = await stripe.promotionCodes.create({ promotion: { type: "coupon", coupon } });
  expect(await stripe.promotionCodes.update(id, { active: false })).toMatchObject({
    active: false,
  });
  expect(await newest()).toMatchObject({
    type: "promotion_code.updated",
    data: { previous_attributes: { active: true } },
  });
  expect((await stripe.promotionCodes.list({ coupon, active: true })).data).toEqual([]);
});

it("lists what was made within a time", async () => {
  const start = soon();
  moveTo(start);
  const { id } = await stripe.coupons.create({ percent_off: 1 });
  const ids = async (created: object | number) =>
    (await stripe.coupons.list({ created })).data.map((each) => each.id);
  expect(await ids({ gte: start })).toEqual([id]);
  expect(await ids(start)).toEqual([id]);
  expect(await ids({ gt: start })).toEqual([]);
});
