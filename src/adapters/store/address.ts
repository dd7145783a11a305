import { fileURLToPath } from "node:url";
import { fail, succeed, type Issue, type Result } from "../../kernel/result.ts";

export type BucketAddress = {
  readonly kind: "bucket";
  readonly bucket: string;
  /** Folders within the bucket, without slashes at the ends; empty for none. */
  readonly prefix: string;
  readonly region?: string;
  /** Where a server that is not Amazon's listens. */
  readonly endpoint?: string;
};

export type StoreAddress = { readonly kind: "folder"; readonly path: string } | BucketAddress;

/** Two letters at least: `C:\store` is a path. */
const SCHEME = /^([a-z][a-z0-9+.-]+):/i;
const BUCKET = /^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/;
const SETTINGS = ["region", "endpoint"] as const;

/** Where a store is, from what the operator wrote. No message repeats an address: it might hold a password. */
export const parseStoreAddress = (text: string): Result<StoreAddress> => {
  const scheme = SCHEME.exec(text)?.[1]?.toLowerCase();
  if (text === "") return fail(wrong("is empty", "name a folder or s3://bucket/prefix"));
  if (scheme === undefined) return succeed({ kind: "folder", path: text });
  const url = URL.parse(text);
  if (url !== null && scheme === "file") return folderOf(url, text);
  if (url !== null && scheme === "s3") return bucketOf(url);
  return fail(wrong(`is of no known kind (${scheme}:)`, "there are folders, file: and s3:"));
};

/** `file:store` would be `/store`: a path that is not written from the root is better refused than guessed. */
const folderOf = (url: URL, text: string): Result<StoreAddress> => {
  const plain = /^file:\/\/\//i.test(text) && url.search === "" && url.hash === "";
  return plain && !/%2f|%5c|%00/i.test(url.pathname)
    ? succeed({ kind: "folder", path: fileURLToPath(url) })
    : fail(wrong("is no file: URL of this machine", "such as file:///srv/billwright/store"));
};

const bucketOf = (url: URL): Result<BucketAddress> => {
  const region = url.searchParams.get("region");
  const endpoint = url.searchParams.get("endpoint");
  const issues = [...bucketIssues(url), ...settingIssues(url.searchParams), ...endpointIssues(endpoint)];
  if (issues.length > 0) return fail(...issues);
  return succeed({
    kind: "bucket",
    bucket: url.hostname,
    prefix: url.pathname.replace(/^\/+|\/+$/g, ""),
    ...(region !== null && { region }),
    ...(endpoint !== null && { endpoint }),
  });
};

const bucketIssues = (url: URL): readonly Issue[] => [
  ...(BUCKET.test(url.hostname) ? [] : [wrong("names no bucket", "such as s3://bucket/prefix?region=eu-central-1")]),
  ...(url.username === "" && url.password === "" && url.port === "" && url.hash === ""
    ? []
    : [
        wrong(
          "has more than bucket, prefix and settings",
          "credentials come from the environment or the machine's role",
        ),
      ]),
  ...(/^[\w./-]*$/.test(url.pathname) && !url.pathname.includes("//")
    ? []
    : [wrong("has a prefix with more than letters, digits and . _ - /", "such as s3://bucket/billing/documents")]),
];

const settingIssues = (settings: URLSearchParams): readonly Issue[] =>
  [...new Set(settings.keys())].flatMap((name) => {
    const known = SETTINGS.some((setting) => setting === name);
    return known && settings.getAll(name).length === 1
      ? []
      : [wrong(known ? `has ${name} twice` : "has an unknown setting", `there are ${SETTINGS.join(", ")}, each once`)];
  });

const endpointIssues = (endpoint: string | null): readonly Issue[] => {
  if (endpoint === null) return [];
  const url = URL.parse(endpoint);
  const plain = url !== null && /^https?:$/.test(url.protocol) && url.username === "" && url.password === "";
  return plain ? [] : [wrong("has an endpoint that is no plain http(s) URL", "such as endpoint=https://s3.example")];
};

const wrong = (message: string, hint: string): Issue => ({
  rule: null,
  at: "",
  message: `the store's address ${message}`,
  hint,
});
