/** Which part of a list of Stripe's is asked for. */
export interface PageAsked {
  limit: number;
  starting_after?: string;
}

const LARGEST = 100;

/** A list to its end. What is made of one page is made before the next is asked for. */
export async function* pagesOf<Page extends { data: { id: string }[]; has_more: boolean }>(
  list: (asked: PageAsked) => Promise<Page>,
): AsyncGenerator<Page, void> {
  let asked: PageAsked | undefined = { limit: LARGEST };
  while (asked) {
    const page: Page = await list(asked);
    yield page;
    const last = page.data.at(-1);
    asked = page.has_more && last ? { limit: LARGEST, starting_after: last.id } : undefined;
  }
}
