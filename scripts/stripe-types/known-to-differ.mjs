/** Where Stripe's recorded answers are known to differ from its types. */
export const KNOWN_TO_DIFFER = [
  {
    why: "A subscription with one item still says its plan and quantity at the top.",
    pattern: /(^|\.)(plan|quantity) is no field of Stripe's$/,
  },
  {
    why: "A charge still says its destination, dispute and order.",
    pattern: /(^|\.|: )(destination|dispute|order) is no field of Stripe's$/,
  },
  {
    why: "A line names its subscription in its parent; at the top it may be absent.",
    pattern: /lines\.data\[\d+\]\.subscription is missing$/,
  },
];
