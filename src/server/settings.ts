/** Where one line of the log goes, its line end included. */
export type LogSink = { readonly write: (line: string) => void };

export type ServerSettings = {
  /** Where customers find us, without a slash at its end: what links begin with. Never taken from a request. */
  readonly publicUrl: string;
  /** Addresses or networks ("10.0.0.0/8") of proxies whose word on the client's address counts; none without. */
  readonly trustedProxies: readonly string[];
  readonly version: string;
  readonly log: LogSink;
  readonly limits: ServerLimits;
};

export type ServerLimits = {
  /** Of a request that no route wants larger. */
  readonly bodyBytes: number;
  /** Of the line and all headers of a request together. */
  readonly headerBytes: number;
  /** Until the headers, and until the whole of a request has come. */
  readonly headersMs: number;
  readonly requestMs: number;
  /** How long a connection may be silent while it is asked or answered. */
  readonly silenceMs: number;
  /** How long it may stay open between two requests: longer than a proxy in front keeps it. */
  readonly keepAliveMs: number;
  readonly connections: number;
  /** Of one address that is no trusted proxy. */
  readonly connectionsOfOne: number;
  /** Requests a minute of one address (of IPv6: one /64), and of one key besides. */
  readonly requestsOfOne: number;
  readonly requestsOfKey: number;
  /** Requests a minute for the pay page of one invoice, and clicks of one address on any of them. */
  readonly requestsOfPayPage: number;
  readonly clicksOfOne: number;
  /** How long requests in hand may take when the server stops; then they are cut. */
  readonly stopMs: number;
  /** How long register and store may take to answer whether they are there. */
  readonly readyMs: number;
};

export const LIMITS: ServerLimits = {
  bodyBytes: 64 * 1024,
  headerBytes: 8 * 1024,
  headersMs: 10_000,
  requestMs: 30_000,
  silenceMs: 30_000,
  keepAliveMs: 65_000,
  connections: 2_000,
  connectionsOfOne: 100,
  requestsOfOne: 300,
  requestsOfKey: 1_200,
  requestsOfPayPage: 120,
  clicksOfOne: 30,
  stopMs: 20_000,
  readyMs: 3_000,
};
