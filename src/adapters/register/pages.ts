/** Rows of one page; enough that a round trip does not count, and little enough to hold. */
const PAGE = 500;

type Page<T> = readonly { readonly ordinal: bigint; readonly item: T }[];

/**
 * A long list read page by page, each after the last row of the one before: no transaction is held open meanwhile, and rows
 * that come in between move nothing.
 */
export async function* pages<T>(
  read: (after: bigint, limit: number) => Promise<Page<T>>,
  start = 0n,
): AsyncGenerator<T, void, undefined> {
  let after = start;
  for (;;) {
    const page = await read(after, PAGE);
    for (const { item } of page) yield item;
    const last = page.at(-1);
    if (last === undefined || page.length < PAGE) return;
    after = last.ordinal;
  }
}
