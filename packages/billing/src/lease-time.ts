/** How long a worker that died keeps others from its customer. */
export const LEASE_MS = 60_000;
