import { channel } from "node:diagnostics_channel";

const events = channel("portico:stripe-event");

/** Tells whoever listens of an event, as it will be on the wire. Only tests do, as with answers. */
export function tellEvent(event: object) {
  if (events.hasSubscribers) events.publish(JSON.parse(JSON.stringify(event)));
}
