import { createContext, useContext } from "react";

/** What is for the product to say that shows the page. */
export interface Preferences {
  /** Where people change and cancel a plan: on this page, or at that step of Stripe's portal. */
  changes: "here" | "portal";
  /** What features and limits are called, by their names in the catalog. */
  names: Readonly<Record<string, string>>;
}

export const usual: Preferences = { changes: "here", names: {} };

export const PreferencesContext = createContext(usual);

export function usePreferences(): Preferences {
  return useContext(PreferencesContext);
}
