import type { Reason } from "@portico/billing";
import type { Status } from "./status.ts";
import type { BillingView } from "./trpc.ts";

export interface Words {
  title: string;
  advice: string;
}

/** Every sentence of the page stands here or in plan-in-words.ts. */
export const words = {
  heading: "Billing",
  plan: "Plan",
  manage: "Manage billing",
  opening: "Opening the billing portal…",
  oneMoment: "This takes a moment.",
  portalLink: "Go to the customer portal",
  portalPromise:
    "Card, invoices and billing details are kept in Stripe’s portal. It leads back here.",
  updateCard: "Put in another card",
  loading: "Loading the billing page…",
  tryAgain: "Try again",
  close: "Close",
  paymentMethod: "Payment method",
  noPaymentMethod: "No payment method yet.",
  invoices: "Recent invoices",
  noInvoices: "No invoices yet.",
  draftInvoice: "Draft",
  history: "What happened",
  noHistory: "Nothing happened yet.",
  more: "Show more",
  loadingMore: "Loading more…",
  noMore: "More could not be loaded. Try again.",
  notFresh: "We could not check for changes just now. This is what we knew last.",
  looking: "Asking Stripe what changed…",
  lookedInVain: "Stripe did not answer. What changed there is shown as soon as we hear of it.",
  notPaidYet:
    "We have not heard of your payment yet. Your plan is here as soon as we have. You need not wait on this page.",
  ending: "Ending",
  unknownStatus: "See the portal",
  oldInvoices: "Past invoices and billing details are still in the portal.",
  neverSubscribed: "It begins with a plan.",
  customerGone: "Nothing of what it had is left at Stripe. It begins anew with a plan.",
} as const;

export const refusalWords: Record<Reason, Words> = {
  NOT_SIGNED_IN: {
    title: "You are signed out.",
    advice: "Sign in again, then come back to this page.",
  },
  NOT_ALLOWED: {
    title: "You may look at the billing, but not change it.",
    advice: "Ask an administrator of your organization to do it, or to make you one.",
  },
  NO_ORGANIZATION: {
    title: "No organization is chosen.",
    advice: "Choose the organization whose billing you want to see.",
  },
  USER_NOT_FOUND: {
    title: "Your account is no longer here.",
    advice: "Sign out, then sign in with an account that exists.",
  },
  ORGANIZATION_NOT_FOUND: {
    title: "This organization is no longer here.",
    advice: "Choose another organization.",
  },
  BAD_REQUEST: {
    title: "We did not understand that.",
    advice: "Load the page again and try once more.",
  },
  RETURN_URL_NOT_ALLOWED: {
    title: "The portal could not lead you back to this page.",
    advice: "Open the page at its usual address and try again.",
  },
  NO_STRIPE_CUSTOMER: {
    title: "There is nothing to manage at Stripe.",
    advice: "Your organization has no customer there. It has one from its next plan on.",
  },
  PORTAL_NOT_SET_UP: {
    title: "Billing is not set up yet.",
    advice: "Tell whoever runs this service. They have to run: portico portal apply.",
  },
  PLANS_NOT_SET_UP: {
    title: "This plan is not on sale yet.",
    advice: "It is not set up at Stripe. Tell the people who run this service.",
  },
  NOT_MOVED_IN: {
    title: "Nobody can subscribe yet.",
    advice:
      "The customers from before are still to be linked. Tell the people who run this service.",
  },
  ALREADY_SUBSCRIBED: {
    title: "Your organization has a plan already.",
    advice: "Change that plan instead of choosing another one beside it.",
  },
  NOT_SUBSCRIBED: {
    title: "There is no plan to change.",
    advice: "Choose a plan first.",
  },
  PAYMENT_FAILED: {
    title: "The payment did not go through.",
    advice: "Nothing was changed. Update the payment method and try again.",
  },
  NOT_ENOUGH_CREDITS: {
    title: "There are not enough credits left.",
    advice: "Buy some and try again.",
  },
  KEY_USED_BEFORE: {
    title: "This key was used before.",
    advice: "It stands for another amount. Try again with a new one.",
  },
  NOT_IN_PLAN: {
    title: "Your plan does not include this.",
    advice: "Choose a plan that does.",
  },
  TOO_MANY_API_KEYS: {
    title: "There are as many keys as there may be.",
    advice: "Revoke one that nobody needs, then make the new one.",
  },
  TOO_MANY_REQUESTS: {
    title: "That was too often.",
    advice: "Wait a moment, then try again.",
  },
  STRIPE_UNAVAILABLE: {
    title: "Stripe did not answer.",
    advice: "Try again in a minute. If it was done after all, this page shows it.",
  },
  UNEXPECTED: {
    title: "Something went wrong on our side.",
    advice: "Try again, and tell us if it stays so.",
  },
};

export const silenceWords: Words = {
  title: "We could not be reached.",
  advice: "Check your connection, then try again.",
};

export const administratorsOnly: Words = {
  title: "Only administrators may see this.",
  advice: "Ask an administrator of your organization to look, or to make you one.",
};

export function isReason(value: unknown): value is Reason {
  return typeof value === "string" && Object.hasOwn(refusalWords, value);
}

export const statusWords: Record<Status, string> = {
  active: "Active",
  trialing: "Trial",
  past_due: "Payment overdue",
  unpaid: "Unpaid",
  incomplete: "Waiting for payment",
  incomplete_expired: "Never started",
  paused: "Paused",
  canceled: "Ended",
};

/** What a status means for people who can do something about it, where there is something to do. */
export const troubleWords: Record<Status, Words | null> = {
  active: null,
  trialing: null,
  past_due: {
    title: "The last payment did not go through.",
    advice:
      "The plan goes on for now. To keep it, put in a card that works and pay the open invoice.",
  },
  unpaid: {
    title: "Several payments did not go through.",
    advice: "Put in a card that works, and pay the open invoices.",
  },
  incomplete: {
    title: "The first payment is not made yet.",
    advice: "Open “Manage billing” and finish the payment. The plan starts as soon as it arrives.",
  },
  incomplete_expired: null,
  paused: {
    title: "The plan is paused.",
    advice: "Put in a card to go on.",
  },
  canceled: null,
};

const invoiceStatusWords: ReadonlyMap<string, string> = new Map([
  ["draft", "Draft"],
  ["open", "Not paid yet"],
  ["paid", "Paid"],
  ["uncollectible", "Written off"],
  ["void", "Void"],
]);

export function invoiceStatusInWords({ status, total }: BillingView["invoices"][number]): string {
  if (status === "paid" && total < 0) return "Credited";
  return invoiceStatusWords.get(status) ?? status;
}

function nameOf({ organization }: BillingView): string {
  return organization.name ?? "Your organization";
}

export function noPlanInWords(view: BillingView): Words {
  const name = nameOf(view);
  // Whoever came as far as the checkout is a customer at Stripe, and no more than that.
  if (view.invoices.length > 0)
    return { title: `${name} has no plan at the moment.`, advice: words.oldInvoices };
  if (view.hadPlan && view.subscriptions.length === 0)
    return { title: `${name} has no plan at the moment.`, advice: words.customerGone };
  return { title: `${name} has never subscribed.`, advice: words.neverSubscribed };
}

export function mayNotInWords(view: BillingView): Words {
  return {
    title: `You may look, but not change ${nameOf(view)}’s billing.`,
    advice:
      view.askToManage.length > 0
        ? "Only its administrators can. Ask one of them:"
        : "Only its administrators can. Ask one of them.",
  };
}
