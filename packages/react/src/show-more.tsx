import { words } from "./words.ts";

interface List {
  hasNextPage: boolean;
  isFetchingNextPage: boolean;
  fetchNextPage(): Promise<unknown>;
  /** Given where more, or anything newer, could not be had. */
  error: unknown;
}

/** For the end of a list that is shown page by page. */
export function ShowMore({ list }: { list: List }) {
  const { hasNextPage, isFetchingNextPage, fetchNextPage, error } = list;
  return (
    <>
      {Boolean(error) && <p role="alert">{words.noMore}</p>}
      {hasNextPage && (
        <button
          type="button"
          className="portico-button"
          data-kind="quiet"
          aria-disabled={isFetchingNextPage}
          onClick={() => isFetchingNextPage || void fetchNextPage()}
        >
          {isFetchingNextPage ? words.loadingMore : words.more}
        </button>
      )}
    </>
  );
}
