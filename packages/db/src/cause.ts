/** Why our rows changed. */
export type Cause =
  | { by: "event"; event: string; type: string }
  | { by: "refresh"; actor: string }
  | { by: "sync" }
  /** Somebody changed or ended a plan here. */
  | { by: "change"; actor: string }
  /** The plan's seats follow the members of the organization: these came or went. */
  | { by: "seats"; members: string[] }
  /** Its organization was deleted. */
  | { by: "farewell"; organization: string }
  /** It was bought beside this one, which was there before. */
  | { by: "double"; kept: string }
  /** A payment was late for too long. */
  | { by: "grace"; until: string }
  /** What was given until then ended by itself. */
  | { by: "date"; until: string }
  | { by: "operator"; actor: string };
