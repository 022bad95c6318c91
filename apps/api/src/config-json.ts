import type { Settings } from "./settings.ts";

const CLERK_JS = "/npm/@clerk/clerk-js@5.128.0/dist/clerk.browser.js";
const SANDBOX = "/__clerk";

/** What the page has to know before it can start. One build of the page serves every environment. */
export function pageConfig({ clerk, clerkSandbox, whoMay }: Settings) {
  return {
    clerk: {
      publishableKey: clerk.publishableKey,
      proxyUrl: clerkSandbox ? SANDBOX : null,
      jsUrl: clerkSandbox ? SANDBOX + CLERK_JS : null,
    },
    sandbox: clerkSandbox,
    managers: whoMay.write,
    signInPicker: clerkSandbox ? `${SANDBOX}/sandbox/sign-in` : null,
  };
}
