import type { AccessRegister, Download } from "../register/access.ts";

/** Notes a download, and returns when it is on disk. */
export type DownloadLog = (download: Download) => Promise<void>;

/** Entries of one transaction. */
const MOST = 500;

type Waiting = { readonly download: Download; readonly noted: PromiseWithResolvers<void> };

/**
 * Nothing is given out before the register has noted it. Downloads that come while others are gathered (a few
 * milliseconds) or written share a transaction, so that a thousand a second cost few commits, and none is lost when the
 * process is killed.
 */
export const createDownloadLog = (
  { recordDownloads }: Pick<AccessRegister, "recordDownloads">,
  gather: () => Promise<void>,
): DownloadLog => {
  const waiting: Waiting[] = [];
  let isWriting = false;

  const writeAll = async (): Promise<void> => {
    isWriting = true;
    while (waiting.length > 0) {
      await gather();
      const batch = waiting.splice(0, MOST);
      await recordDownloads(batch.map(({ download }) => download)).then(
        () => batch.forEach(({ noted }) => noted.resolve()),
        (error: unknown) => batch.forEach(({ noted }) => noted.reject(error)),
      );
    }
    isWriting = false;
  };

  return (download) => {
    const noted = Promise.withResolvers<void>();
    waiting.push({ download, noted });
    if (!isWriting) void writeAll();
    return noted.promise;
  };
};
