import { sql } from "kysely";
import type { Session } from "../session.ts";

/** Serials that a series has passed and no document has (J-ALL-1). Only a hole is walked, not the whole series. */
export const findGaps = async ({
  db,
}: Session): Promise<readonly { readonly series: string; readonly serial: number }[]> => {
  const { rows } = await sql<{ series: string; first: bigint; last: bigint }>`
    select series, before + 1 as first, serial - 1 as last
    from (
      select series, serial, lag(serial, 1, 0) over (partition by series order by serial) as before
      from (select series, serial from document where series is not null union all select key, next from series) as given
    ) as steps
    where serial - before > 1
    order by series, serial`.execute(db);
  return rows.flatMap(({ series, first, last }) =>
    Array.from({ length: Number(last - first) + 1 }, (_, index) => ({ series, serial: Number(first) + index })),
  );
};
