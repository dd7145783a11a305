/** Chance and comparison in constant time, which are the machine's. */
export type AccessTools = {
  /** A new secret of 256 random bits, in 43 characters that an address takes as they are. */
  readonly secret: () => string;
  /** SHA-256 of a text in UTF-8, in lower-case hexadecimal. */
  readonly hash: (text: string) => string;
  /** In a time that does not tell where the texts differ. */
  readonly isEqual: (one: string, other: string) => boolean;
};

/** HMAC-SHA256 with the server's secret, in base64url. With two secrets, one that is on its way out still holds. */
export type Seal = {
  readonly seal: (message: string) => string;
  /** In constant time, whichever secret it was. */
  readonly holds: (message: string, sealed: string) => boolean;
};
