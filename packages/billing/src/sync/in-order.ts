/** Works on some at once, and tells what came of each in their order. */
export async function* inOrder<Item, Result>(
  items: Iterable<Item>,
  atOnce: number,
  work: (item: Item) => Promise<Result>,
): AsyncGenerator<Result> {
  const underWay: Promise<Result>[] = [];
  try {
    for (const item of items) {
      underWay.push(begin(item));
      const first = underWay.length < atOnce ? undefined : underWay.shift();
      if (first) yield await first;
    }
    for (const last of underWay.splice(0)) yield await last;
  } finally {
    await Promise.allSettled(underWay);
  }

  /** One that fails before its turn must not end the process. */
  function begin(item: Item): Promise<Result> {
    const begun = work(item);
    begun.catch(() => {});
    return begun;
  }
}
