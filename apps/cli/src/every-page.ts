/** A list that is asked for page by page, to its end. */
export async function everyPage<Cursor, Page extends { next: Cursor | null }>(
  read: (cursor: Cursor | undefined) => Promise<Page>,
): Promise<Page[]> {
  const pages: Page[] = [];
  let cursor: Cursor | undefined;
  do {
    const page: Page = await read(cursor);
    pages.push(page);
    cursor = page.next ?? undefined;
  } while (cursor !== undefined);
  return pages;
}
