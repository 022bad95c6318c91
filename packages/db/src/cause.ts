/** Why our rows changed. */
export type Cause =
  | { by: "event"; event: string; type: string }
  | { by: "refresh"; actor: string }
  | { by: "sync" };
