import { OutsideFailure } from "../app/world.ts";

/** The code of an error that the operating system gave ("ENOENT"); undefined for errors of any other sort. */
export const systemCode = (error: unknown): string | undefined =>
  error instanceof Error && "syscall" in error && "code" in error && typeof error.code === "string"
    ? error.code
    : undefined;

/** Why the machine refused, in words. */
export const reasonOf = (code: string): string => REASONS[code] ?? code;

/** Turns what the operating system refuses into an `OutsideFailure` that says what was being done; the rest goes on. */
export const attempt = async <T>(what: string, work: Promise<T>): Promise<T> => {
  try {
    return await work;
  } catch (error) {
    throw outsideFailure(what, error);
  }
};

/** The error to throw on: one for people where the machine refused, else the same. */
export const outsideFailure = (what: string, error: unknown): unknown => {
  const code = systemCode(error);
  return code === undefined ? error : new OutsideFailure(`${what}: ${reasonOf(code)}`, { cause: error });
};

const REASONS: Readonly<Record<string, string>> = {
  EACCES: "permission denied",
  EPERM: "operation not permitted",
  ENOENT: "no such file or folder",
  ENOTDIR: "a part of the path is a file, not a folder",
  EISDIR: "it is a folder",
  EEXIST: "something of that name stands there already",
  ENAMETOOLONG: "the name is too long",
  ENOSPC: "no space left on the disk",
  EDQUOT: "the disk quota is used up",
  EFBIG: "the file would be larger than this process may write",
  EXDEV: "the folders are on different file systems",
  EROFS: "the file system is read-only",
  EMFILE: "too many open files",
  EIO: "the disk could not be read or written",
};
