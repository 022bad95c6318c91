import type { DeliveryTroubles } from "../deliveries.ts";
import type { Faults } from "./faults.ts";

/** The faults of webhooks, as the outbox asks for them. */
export function troublesFrom(faults: Faults): DeliveryTroubles {
  return {
    delay() {
      const late = faults.meetWebhook("webhooks_late")?.milliseconds ?? 0;
      const shuffled = faults.meetWebhook("webhooks_shuffled")?.milliseconds ?? 0;
      return late + Math.random() * shuffled;
    },
    isDown: () => faults.meetWebhook("webhooks_endpoint_down") !== undefined,
    isTwice: () => faults.meetWebhook("webhooks_twice") !== undefined,
  };
}
