/** Clerk's own parts in our colours. */
export const clerkLooks = {
  variables: {
    colorPrimary: "var(--portico-accent)",
    colorPrimaryForeground: "var(--portico-on-accent)",
    colorBackground: "var(--portico-raised)",
    colorForeground: "var(--portico-ink)",
    colorMutedForeground: "var(--portico-quiet)",
    colorInput: "var(--portico-paper)",
    colorInputForeground: "var(--portico-ink)",
    colorNeutral: "var(--portico-ink)",
    colorDanger: "var(--portico-bad)",
    colorRing: "var(--portico-accent)",
    borderRadius: "var(--portico-round)",
    fontFamily: "var(--portico-body)",
  },
} as const;
