import type { Lease } from "@portico/db";
import type { Finding } from "../believing/findings.ts";
import type { CustomerFile } from "../believing/judge-letters.ts";
import type { Stretch } from "../from-stripe/reading.ts";

/** What is to become of one customer's rows. */
export interface Projection {
  lease: Lease;
  file: CustomerFile;
  findings: Finding[];
  /** For when the customer was read whole, if it was. */
  read: Stretch | undefined;
  /** The letters that are done with this. */
  settled: string[];
}
