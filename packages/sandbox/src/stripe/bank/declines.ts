import { StripeProblem } from "../problem.ts";

/** What a bank says when it does not pay. */
export interface Decline {
  code:
    | "authentication_required"
    | "card_declined"
    | "expired_card"
    | "incorrect_cvc"
    | "processing_error";
  decline_code: string;
  message: string;
  advice_code?: string;
  network_decline_code?: string;
}

const again = "try_again_later";
const never = "do_not_try_again";

export const DECLINES = {
  generic_decline: {
    advice_code: again,
    code: "card_declined",
    decline_code: "generic_decline",
    message: "Your card was declined.",
    network_decline_code: "01",
  },
  insufficient_funds: {
    advice_code: again,
    code: "card_declined",
    decline_code: "insufficient_funds",
    message: "Your card has insufficient funds.",
    network_decline_code: "51",
  },
  lost_card: {
    advice_code: never,
    code: "card_declined",
    decline_code: "lost_card",
    message: "Your card was declined.",
    network_decline_code: "41",
  },
  stolen_card: {
    advice_code: never,
    code: "card_declined",
    decline_code: "stolen_card",
    message: "Your card was declined.",
    network_decline_code: "43",
  },
  expired_card: {
    advice_code: never,
    code: "expired_card",
    decline_code: "expired_card",
    message: "Your card has expired.",
    network_decline_code: "54",
  },
  incorrect_cvc: {
    code: "incorrect_cvc",
    decline_code: "incorrect_cvc",
    message: "Your card's security code is incorrect.",
  },
  processing_error: {
    code: "processing_error",
    decline_code: "processing_error",
    message: "An error occurred while processing your card. Try again in a little bit.",
  },
  /** The person is not there to be asked. */
  authentication_required: {
    code: "authentication_required",
    decline_code: "authentication_required",
    message: "Your card was declined. This transaction requires authentication.",
  },
} as const satisfies Record<string, Decline>;

/** The bank did not take the card, or did not pay. */
export function declined(
  decline: Decline = DECLINES.generic_decline,
  attempt: { charge?: string } = {},
) {
  return new StripeProblem(402, { type: "card_error", param: "", ...decline, ...attempt });
}
