export type StripeSettings = {
  readonly secretKey: string;
  /** Signs the news that Stripe sends us; without it none is taken in. */
  readonly webhookSecret?: string;
  /** Of each kind, by this process. Stripe takes 25 a second of a kind from all that use the account. */
  readonly requestsPerSecond?: number;
  /** Requests under way at one time. */
  readonly atOnce?: number;
  /** How often one request is tried, and how long an answer is waited for. */
  readonly attempts?: number;
  readonly answerMs?: number;
  /** Another server than Stripe's. */
  readonly server?: { readonly protocol: "http" | "https"; readonly host: string; readonly port: number };
  readonly time?: Time;
};

/** The clock and the patience of the machine. */
export type Time = {
  /** Milliseconds since some moment; never goes back. */
  readonly now: () => number;
  readonly wait: (ms: number) => Promise<void>;
};
