import { bankPath } from "../../bank/bank-path.ts";
import { type CardTrouble, readCard, refusedCard } from "../../read-card.ts";
import { afterFlow } from "../after-flow.ts";
import type { Desk } from "../desk.ts";
import { chargedCard, type Visit } from "../visit.ts";
import { addCard, chargeBy, finishCard, removeCard } from "./card-changes.ts";
import { cardPage } from "./card-page.ts";
import { removePage } from "./remove-card-page.ts";

const NOT_AGREED: CardTrouble = {
  problems: { number: "Your bank did not agree. Try again, or use another card." },
  typed: { expiry: "", name: "" },
};

/** Adding cards, and choosing among them. */
export function cards({ books, shows, takes }: Desk) {
  shows("/cards/new", ({ visit }) => (mayChange(visit) ? cardPage(visit) : undefined));

  takes("/cards/new", ({ visit, form }) => {
    if (!mayChange(visit)) return undefined;
    const read = readCard(form, visit.now);
    if ("trouble" in read) return cardPage(visit, read.trouble);
    const charged = !chargedCard(visit) || visit.flow !== null || form.has("charged");
    const { id, status, last_setup_error: error } = addCard(books, visit, read.card, charged);
    if (status === "requires_payment_method")
      return cardPage(visit, refusedCard(read.card, `${error?.message ?? ""} Try another card.`));
    const next = `${visit.root}/cards/added`;
    return { to: status === "requires_action" ? bankPath(id, next) : next };
  });

  /** Here a person arrives from their bank as well. */
  shows("/cards/added", ({ visit }) => {
    const { adding } = visit.link;
    const intent = adding && books.setupIntents.find(adding.setup);
    if (!intent) return { to: visit.root };
    if (intent.status === "requires_payment_method") return cardPage(visit, NOT_AGREED);
    if (intent.status !== "succeeded")
      return { to: bankPath(intent.id, `${visit.root}/cards/added`) };
    finishCard(books, visit, intent);
    return afterFlow(books, visit, "payment_method_update", "card");
  });

  takes("/cards/:id/charge", ({ visit, id }) => {
    const card = cardIn(visit, id);
    if (!card) return undefined;
    chargeBy(books, visit, card.id);
    return { to: `${visit.root}/home?done=charged` };
  });
  shows("/cards/:id/remove", ({ visit, id }) => {
    const card = cardIn(visit, id);
    return card && removePage(visit, card);
  });
  takes("/cards/:id/remove", ({ visit, id }) => {
    const card = cardIn(visit, id);
    if (!card) return undefined;
    removeCard(books, card);
    return { to: `${visit.root}/home?done=removed` };
  });
}

function cardIn(visit: Visit, named: string) {
  return mayChange(visit) ? visit.cards.find(({ id }) => id === named) : undefined;
}

function mayChange({ configuration }: Visit): boolean {
  return configuration.features.payment_method_update.enabled;
}
