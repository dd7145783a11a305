import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { FORMATS, type Format } from "../../src/app/formats.ts";
import { GRANTED, type Granted, type NewGrant } from "../../src/app/register/access.ts";
import { sha256 } from "../app/fake-world.ts";
import { DOCUMENTS, filesOf, later, NOW, post, startServing, withBearer, type Serving } from "./serving.ts";

let serving: Serving;
beforeAll(async () => void (serving = await startServing()));
afterAll(() => serving.close());

const HOURS = 1 / 24;
const own = (file: Granted, more: object = {}) => serving.link({ document: "own", account: "A-1", file, ...more });
const pathOf = (token: string, wanted: Granted): string => `/d/${token}${wanted === "page" ? "" : `/${wanted}`}`;

/** Status and body without the request's id, and all headers but those of the moment: what a stranger can compare. */
const seen = async (path: string, from: Serving = serving, accept = "*/*"): Promise<string> => {
  const answer = await from.ask(path, { headers: { accept } });
  const id = answer.headers.get("x-request-id") ?? "";
  const body = (await answer.text()).replaceAll(id, "ID");
  const headers = [...answer.headers].filter(([name]) => !/^(?:date|x-request-id|x-ratelimit-.*)$/.test(name));
  return JSON.stringify([answer.status, headers, body]);
};

/** What a token is answered that was never made. */
const nobody = (from: Serving = serving, accept = "*/*"): Promise<string> =>
  seen(`/d/${"x".repeat(27)}.${"y".repeat(43)}`, from, accept);

const changeAt = (text: string, at: number): string =>
  `${text.slice(0, at)}${text[at] === "A" ? "B" : "A"}${text.slice(at + 1)}`;

describe("a link for one file opens it and its page, a link for the page opens all", () => {
  const opens = (granted: Granted, wanted: Granted): boolean =>
    wanted === "page" || granted === "page" || granted === wanted;

  test.each(GRANTED.flatMap((granted) => GRANTED.map((wanted) => [granted, wanted] as const)))(
    "granted %s, asked for %s",
    async (granted, wanted) => {
      const { token } = await own(granted);
      const answer = await serving.ask(pathOf(token, wanted));
      expect(answer.status).toBe(opens(granted, wanted) ? 200 : 404);
      if (wanted === "page") return;
      if (answer.status === 200) expect(sha256(await answer.bytes())).toBe(sha256(filesOf("own")[wanted]));
      else expect(await seen(pathOf(token, wanted))).toBe(await nobody());
    },
  );
});

/** Each makes a token of no worth out of links that were good, or waits until they are not. */
const WORTHLESS: Readonly<Record<string, (file: Granted) => Promise<string>>> = {
  "the id of one customer's grant with the seal of another's": async (file) => {
    const mine = await own(file);
    const theirs = await serving.link({ document: "other", account: "A-2", file });
    return `${theirs.id}.${mine.token.split(".")[1]}`;
  },
  "the seal of a grant for another file": async (file) => {
    const wide = await own(file === "page" ? "pdf" : "page");
    const narrow = await own(file);
    return `${narrow.id}.${wide.token.split(".")[1]}`;
  },
  "[A9] the end customer's seal on the partner's invoice": async (file) => {
    const customer = await serving.link({ document: "statement", account: "E-1", file });
    const partner = await serving.link({ document: "partner", account: "P-1", file });
    return `${partner.id}.${customer.token.split(".")[1]}`;
  },
  "[A14] the partner's seal on the end customer's statement": async (file) => {
    const customer = await serving.link({ document: "statement", account: "E-1", file });
    const partner = await serving.link({ document: "partner", account: "P-1", file });
    return `${customer.id}.${partner.token.split(".")[1]}`;
  },
  "a grant that is expired": async (file) => {
    const { token } = await own(file, { expires: later(HOURS) });
    serving.moveTo(later(HOURS));
    return token;
  },
  "a grant that was revoked after it had been used": async (file) => {
    const { id, token } = await own(file);
    await (await serving.ask(pathOf(token, file))).bytes();
    const manager = await serving.key({ scopes: ["links:create"] });
    expect((await serving.ask(`/api/links/${id}`, withBearer(manager, "DELETE"))).status).toBe(204);
    return token;
  },
  "a changed letter of the id": async (file) => changeAt((await own(file)).token, 3),
  "a changed letter of the seal": async (file) => changeAt((await own(file)).token, 40),
  "a changed last letter, whose bits count in part only": async (file) => {
    const { token } = await own(file);
    return changeAt(token, token.length - 1);
  },
  "the last letter cut off": async (file) => (await own(file)).token.slice(0, -1),
  "a letter more": async (file) => `${(await own(file)).token}A`,
  "no seal": async (file) => (await own(file)).id,
  "an empty seal": async (file) => `${(await own(file)).id}.`,
  "the halves the other way round": async (file) => (await own(file)).token.split(".").toReversed().join("."),
  "the seal twice": async (file) => `${(await own(file)).token}.${"A".repeat(43)}`,
  "a row of zeros": async () => `${"0".repeat(27)}.${"0".repeat(43)}`,
  "nothing that is a token": async () => "invoice",
};

describe.each(Object.keys(WORTHLESS))("%s", (name) => {
  test.each(GRANTED)("opens no %s, and is answered as a token that never was", async (file) => {
    const make = WORTHLESS[name];
    const token = (await make?.(file)) ?? "";
    expect(await seen(pathOf(token, file))).toBe(await nobody());
    expect(await seen(pathOf(token, file), serving, "text/html")).toBe(await nobody(serving, "text/html"));
    serving.moveTo(NOW);
  });
});

describe("no token at all", () => {
  test.each(["/d", "/d/", "/d//pdf", "/d/own/pdf", "/d/INV-US-2026-000001"])("%s leads nowhere", async (path) => {
    expect((await serving.ask(path)).status).toBe(404);
  });
});

describe("a row that was changed in the register by hand does not hold its seal any more", () => {
  const changes: Readonly<Record<string, Partial<NewGrant>>> = {
    document: { documentId: "other" },
    account: { accountId: "A-2" },
    file: { file: "html" },
    expiry: { expiresAt: later(300) },
    id: { id: "token-00000000000000000999" },
  };

  test.each(Object.entries(changes))("its %s", async (_, change) => {
    const tampered = await startServing({
      doors: (doors) => {
        const { access } = doors.register;
        const findGrant: typeof access.findGrant = async (id) => {
          const found = await access.findGrant(id);
          return found && { ...found, grant: { ...found.grant, ...change } };
        };
        return { ...doors, register: { ...doors.register, access: { ...access, findGrant } } };
      },
    });
    try {
      const { token } = await tampered.link({ document: "own", account: "A-1", file: "pdf" });
      expect(await seen(`/d/${token}/pdf`, tampered)).toBe(await nobody(tampered));
    } finally {
      await tampered.close();
    }
  });
});

describe("who may make a link", () => {
  const ask = async (limits: object, body: object): Promise<number> => {
    const bearer = await serving.key({ scopes: ["links:create"], ...limits });
    return (await serving.ask("/api/links", post(bearer, body))).status;
  };

  test.each([
    ["[A9] the end customer's account for the partner's invoice", { document: "partner", account: "E-1" }],
    ["[A14] the partner's account for the end customer's statement", { document: "statement", account: "P-1" }],
    ["another customer's account", { document: "own", account: "A-2" }],
    ["a document that there is not", { document: "none", account: "A-1" }],
  ])("%s: nobody", async (_, body) => {
    expect(await ask({}, body)).toBe(404);
  });

  test("[F3] a key to some accounts makes links for their documents only", async () => {
    expect(await ask({ accounts: ["A-1"] }, { document: "own", account: "A-1" })).toBe(201);
    expect(await ask({ accounts: ["A-1"] }, { document: "other", account: "A-2" })).toBe(404);
  });

  test("[F3] a key to some organisations makes none where it is not known whose the document is", async () => {
    expect(await ask({ organisations: ["org-1"] }, { document: "own", account: "A-1" })).toBe(404);
  });

  test("[F3] a key takes back links of its accounts only", async () => {
    const { id, token } = await own("pdf");
    const stranger = await serving.key({ scopes: ["links:create"], accounts: ["A-2"] });
    expect((await serving.ask(`/api/links/${id}`, withBearer(stranger, "DELETE"))).status).toBe(404);
    expect((await serving.ask(`/d/${token}/pdf`)).status).toBe(200);
  });

  test.each([
    ["past", "2026-05-20T16:59:59Z"],
    ["this very moment", NOW],
    ["more than 400 days ahead", later(400 + HOURS)],
    ["without a zone", "2026-06-20T17:00:00"],
    ["no day", "2026-02-30T00:00:00Z"],
  ])("a link does not end in the %s", async (_, expires) => {
    expect(await ask({}, { document: "own", account: "A-1", expires })).toBe(400);
  });

  test("the longest link ends after 400 days", async () => {
    expect(await ask({}, { document: "own", account: "A-1", expires: later(400) })).toBe(201);
  });
});

test("a document that became void tells so, and gives no file that asks for money", async () => {
  const { token } = await serving.link({ document: "void", account: "A-1" });
  await serving.register.documents.voidDocument("void", { by: { name: "test", reason: "wrong" }, at: NOW });
  const page = await (await serving.ask(`/d/${token}`)).text();
  expect(page).toContain("This document is no longer valid.");
  expect(page).not.toContain("<a ");
  for (const format of FORMATS) expect((await serving.ask(`/d/${token}/${format}`)).status).toBe(404);
});

test("[A20] each download is in the audit: by which link, when, which file, which part", async () => {
  const { id, token } = await own("page");
  const ask = (format: Format, headers: Readonly<Record<string, string>> = {}, method = "GET") =>
    serving.ask(`/d/${token}/${format}`, { headers, method });
  await Promise.all([ask("pdf"), ask("text"), ask("pdf", { range: "bytes=0-99" })]);
  // These give out nothing.
  await ask("pdf", {}, "HEAD");
  await ask("pdf", { "if-none-match": `"${sha256(filesOf("own").pdf)}"` });
  await ask("pdf", { range: "bytes=9999999-" });
  const entries = (await serving.register.audit.entries("own")).filter(({ actor }) => actor === `link ${id}`);
  expect(entries.map(({ action, at, details }) => `${action} ${at} ${JSON.stringify(details)}`).toSorted()).toEqual([
    `downloaded ${NOW} {"file":"pdf","range":"0-99"}`,
    `downloaded ${NOW} {"file":"pdf"}`,
    `downloaded ${NOW} {"file":"text"}`,
  ]);
});

test("[B10] the log has no token, no seal, no key, no account, no name, no path and no query", async () => {
  const { token } = await own("page");
  await serving.ask(`/d/${token}/pdf?customer=Harbor`, { headers: { "user-agent": "Mozilla/secret-agent" } });
  await serving.ask(`/d/${changeAt(token, 5)}/pdf`);
  await serving.ask(`/d/${token}/%2e%2e`);
  await serving.ask(`/d/${token}/%zz`);
  const bearer = await serving.key({ scopes: ["links:create"] });
  await serving.ask("/api/links", post(bearer, { document: "own", account: 17 }));
  await serving.ask("/api/links", { ...post(bearer, {}), body: `{"account": "${token}` });
  const log = serving.log();
  const secrets = [
    ...token.split("."),
    changeAt(token, 5),
    bearer.slice(-43),
    "A-1",
    "Harbor",
    "secret-agent",
    "/pdf?",
  ];
  expect(secrets.filter((secret) => log.includes(secret))).toEqual([]);
  expect(log).toContain('"route":"/d/:token/pdf"');
});

test("the documents of these tests are several customers'", () => {
  expect(new Set(Object.values(DOCUMENTS).map(({ accountId }) => accountId))).toEqual(
    new Set(["A-1", "A-2", "E-1", "P-1"]),
  );
});
