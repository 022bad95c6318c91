/** What `DATA_DIR/sandbox/keys.json` holds. */
export interface SandboxKeys {
  stripeSecretKey: string;
  stripeWebhookSecret: string;
  clerkPublishableKey: string;
  clerkSecretKey: string;
  clerkWebhookSecret: string;
}
