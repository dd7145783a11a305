/** What a folder (or a single file) of src/ may import. `own` names folders, or files without `.ts`. */
export type Wall = {
  readonly own: readonly string[];
  readonly packages: readonly { readonly name: string; readonly onlyIn?: string }[];
};

const pkg = (name: string, onlyIn?: string) => (onlyIn === undefined ? { name } : { name, onlyIn });

const MODELS = [
  "intake/rated-document",
  "intake/usage-statement",
  "compute/invoice",
  "compute/usage-statement",
  "compute/account-facts",
  "compute/account-statement",
  "issue/issued-invoice",
  "law/legal-review",
  "present/document-view",
] as const;

/**
 * Who may import whom: one direction, and of another stage its model only.
 * A folder that is missing here may not exist; ARCHITECTURE.md quotes the table.
 */
export const WALLS: Readonly<Record<string, Wall>> = {
  kernel: {
    own: [],
    packages: [
      pkg("dinero.js", "kernel/money"),
      pkg("date-fns", "kernel/calendar"),
      pkg("date-fns-tz", "kernel/calendar"),
    ],
  },
  policy: { own: ["kernel"], packages: [pkg("zod")] },
  intake: {
    own: ["kernel", "policy"],
    packages: [pkg("zod"), pkg("jsonc-parser"), pkg("card-validator")],
  },
  compute: { own: ["kernel", "policy", "intake/rated-document", "intake/usage-statement"], packages: [] },
  issue: { own: ["kernel", "policy", "compute/invoice"], packages: [] },
  law: { own: ["kernel", "policy", "compute/invoice", "issue/issued-invoice"], packages: [] },
  present: {
    own: [
      "kernel",
      "policy",
      "compute/invoice",
      "compute/usage-statement",
      "compute/account-facts",
      "compute/account-statement",
      "issue/issued-invoice",
      "law/legal-review",
    ],
    packages: [pkg("i18next"), pkg("qrcode"), pkg("i18n-iso-countries")],
  },
  render: {
    own: [
      "kernel/result",
      "present/document-view",
      "present/email-view",
      "present/run-report-view",
      "present/audit-list-view",
      "present/web-page-view",
      "present/pay-page-view",
    ],
    packages: [
      pkg("pdfmake", "render/pdf"),
      pkg("fontkit", "render/pdf"),
      pkg("linebreak", "render/pdf/press"),
      pkg("handlebars"),
    ],
  },
  pipeline: {
    own: ["kernel", "policy", "intake", "compute", "issue", "law", "present", "render"],
    packages: [],
  },
  explain: { own: ["kernel", "policy", ...MODELS], packages: [] },
  compare: { own: ["kernel", ...MODELS], packages: [] },
  app: {
    own: ["pipeline", "explain", "compare", "kernel", "policy", "render/render", "render/renderer", ...MODELS],
    packages: [],
  },
  adapters: {
    own: [
      "app/world",
      "app/drawing",
      "app/support/answering",
      "app/store",
      "app/register",
      "app/paying",
      "app/bill/queue",
      "app/access/tools",
      "app/delivery/mailer",
      "kernel",
      "policy",
      ...MODELS,
    ],
    packages: [
      pkg("node:*"),
      pkg("piscina"),
      pkg("@flystorage/file-storage", "adapters/store"),
      pkg("@flystorage/local-fs", "adapters/store"),
      pkg("@flystorage/aws-s3", "adapters/store"),
      pkg("@aws-sdk/client-s3", "adapters/store"),
      pkg("kysely", "adapters/register"),
      pkg("nodemailer", "adapters/mail"),
      pkg("pg", "adapters/register"),
      pkg("pg-boss", "adapters/queue"),
      pkg("stripe", "adapters/stripe"),
    ],
  },
  billwright: {
    own: ["app", "adapters", "kernel", "policy", "intake/rated-document", "intake/usage-statement"],
    packages: [],
  },
  worker: { own: ["app", "adapters", "kernel"], packages: [pkg("node:*"), pkg("piscina")] },
  server: {
    own: ["app", "compare/comparison", "kernel", "policy"],
    packages: [
      pkg("node:*"),
      pkg("fastify"),
      pkg("@fastify/rate-limit"),
      pkg("@fastify/swagger"),
      pkg("@fastify/swagger-ui"),
      pkg("pino"),
      pkg("prom-client"),
    ],
  },
  cli: {
    own: ["app", "adapters", "server", "kernel"],
    packages: [pkg("node:*"), pkg("commander"), pkg("cli-progress")],
  },
};

/** Everything but these is the core: no effect, no clock, no `node:*`. */
export const OUTER = ["adapters", "worker", "server", "cli"] as const;

/** Globals that the core may not use, what it does instead, and where one is at home: pdfmake takes dates and buffers. */
export const FORBIDDEN_GLOBALS: Readonly<
  Record<string, { readonly instead: string; readonly allowedIn?: readonly string[] }>
> = {
  Date: {
    instead: "take a CalendarDate or an Instant as an argument",
    allowedIn: ["kernel/calendar", "render/pdf/definition"],
  },
  Buffer: { instead: "bytes are Uint8Array", allowedIn: ["render/pdf"] },
  process: { instead: "take the value as an argument; effects stand behind World" },
  console: { instead: "return the text; the shell prints" },
  fetch: { instead: "effects stand behind World" },
  crypto: { instead: "take ids and hashes as arguments" },
  performance: { instead: "the core never asks the time" },
  setTimeout: { instead: "the core never waits" },
  setInterval: { instead: "the core never waits" },
  setImmediate: { instead: "the core never waits" },
  require: { instead: "import" },
  eval: { instead: "nothing: input is never code" },
  globalThis: { instead: "name what you need" },
  "Math.random": { instead: "same input, same bytes: take the value as an argument" },
};

/** The table as ARCHITECTURE.md quotes it, between its `<!-- imports -->` marks. */
export const wallsTable = (): string =>
  [
    "| folder | may import of ours | third parties |",
    "| --- | --- | --- |",
    ...Object.entries(WALLS).map(
      ([folder, wall]) => `| ${folder} | ${cell(wall.own)} | ${cell(wall.packages.map(packageText))} |`,
    ),
  ].join("\n");

const packageText = ({ name, onlyIn }: Wall["packages"][number]): string =>
  onlyIn === undefined ? name : `${name} (${onlyIn} only)`;

const cell = (entries: readonly string[]): string => (entries.length === 0 ? "–" : entries.join(", "));
