/** Ends a run before its next item. */
export type Stop = { readonly aborted: boolean };

type Event<Item, Made> =
  | { readonly kind: "came"; readonly next: IteratorResult<Item, unknown> }
  | { readonly kind: "made"; readonly made: Made };

/**
 * What is made of each item, in the order of the items, while up to `most` of them are in hand: so much the reader is
 * ahead of what has been given out, never more. Whoever waits for the next item gets what is done meanwhile. After a
 * stop no further item is taken, and those in hand are finished.
 */
export async function* mapInOrder<Item, Made>(
  items: AsyncIterable<Item>,
  make: (item: Item) => Promise<Made>,
  { most, stop }: { readonly most: number; readonly stop: Stop },
): AsyncGenerator<Made> {
  const reader = items[Symbol.asyncIterator]();
  const inHand: Promise<Made>[] = [];
  let coming: Promise<IteratorResult<Item, unknown>> | undefined;
  let reading = true;
  try {
    while (reading || inHand.length > 0) {
      if (reading && inHand.length < most) coming ??= reader.next();
      const event = await earliest(coming, inHand[0]);
      if (event.kind === "made") {
        void inHand.shift();
        yield event.made;
        continue;
      }
      coming = undefined;
      if (event.next.done === true || stop.aborted) reading = false;
      else inHand.push(watched(make(event.next.value)));
    }
  } finally {
    // A reader that is still asked for an item would first have to give it.
    if (coming === undefined) await reader.return?.();
    else void reader.return?.();
  }
}

/** What is done comes before what is new, so that little is held. */
const earliest = <Item, Made>(
  coming: Promise<IteratorResult<Item, unknown>> | undefined,
  first: Promise<Made> | undefined,
): Promise<Event<Item, Made>> => {
  const made = first?.then((value): Event<Item, Made> => ({ kind: "made", made: value }));
  const came = coming?.then((next): Event<Item, Made> => ({ kind: "came", next }));
  return Promise.race([made, came].filter((event) => event !== undefined));
};

/** A failure is met when its turn comes; until then it is not one that nobody looks at. */
const watched = <Made>(making: Promise<Made>): Promise<Made> => {
  making.catch(() => {});
  return making;
};
