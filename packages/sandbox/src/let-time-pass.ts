const EVERY = 60_000;

/** Looks once a minute for what fell due, until the returned function is called. */
export function letTimePass(catchUp: () => Promise<void>): () => void {
  let looking = false;
  const timer = setInterval(() => {
    if (!looking) void look();
  }, EVERY);
  return () => clearInterval(timer);

  async function look() {
    looking = true;
    await catchUp().catch((error: unknown) => console.error(error));
    looking = false;
  }
}
