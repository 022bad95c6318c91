/** How long a worker that died keeps others from its customer. */
export const LEASE_MS = 60_000;

export class LostLease extends Error {
  constructor(readonly subjects: string[]) {
    super(`${subjects.join(", ")}: somebody else has the lease by now, and does the work.`);
  }
}
