/** How long the queue waits before it gives a chunk to somebody else, and how often it tries. */
export type Timing = {
  /** A worker that has not been heard of for so long is taken for dead; at least 10. */
  readonly heartbeatSeconds: number;
  /** How often dead workers are looked for. */
  readonly lookSeconds: number;
  /** After so many the chunk is set aside. */
  readonly tries: number;
  /** Before the second try; twice as long before each further one, up to the longest. */
  readonly retrySeconds: number;
  readonly longestRetrySeconds: number;
};

/**
 * The chunk of a killed worker comes back within three quarters of a minute. Ten tries go on for half an hour: so long a
 * store or a payment provider may be away.
 */
export const TIMING: Timing = {
  heartbeatSeconds: 30,
  lookSeconds: 10,
  tries: 10,
  retrySeconds: 5,
  longestRetrySeconds: 300,
};
