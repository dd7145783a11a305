/** What we use of autocannon, which brings no types. */
declare module "autocannon" {
  type Spread = { readonly average: number; readonly p50: number; readonly p99: number; readonly max: number };
  export type Result = {
    readonly requests: Spread & { readonly total: number };
    /** In milliseconds. */
    readonly latency: Spread;
    readonly throughput: Spread;
    readonly errors: number;
    readonly timeouts: number;
    readonly non2xx: number;
  };
  export default function autocannon(options: {
    readonly url: string;
    readonly connections: number;
    /** Seconds. */
    readonly duration: number;
    readonly requests: readonly { readonly method: "GET"; readonly path: string }[];
  }): Promise<Result>;
}
