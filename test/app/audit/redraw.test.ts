import { cpSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { createAssets } from "../../../src/adapters/assets.ts";
import { openProfileDrawings } from "../../../src/app/audit/profile-drawings.ts";
import { createDrawing, type DrawingSetup, type Drawn } from "../../../src/app/drawing.ts";
import { parseIssuer } from "../../../src/app/issuer-file.ts";
import type { Toolset } from "../../../src/app/register/document.ts";
import type { World } from "../../../src/app/world.ts";
import { succeed } from "../../../src/kernel/result.ts";
import { MERIDIAN_FILE, temporaryFolder } from "../../cli/run-cli.ts";
import { MERIDIAN, ratedDocument, valueOf } from "../../documents.ts";
import { fakeWorld, LIMITS } from "../fake-world.ts";
import { draft, issue, tamper, told, verified } from "./auditing.ts";
import { recompressed } from "./recompressed.ts";

let folder: string;
beforeEach(() => {
  folder = temporaryFolder();
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const ROOT = fileURLToPath(new URL("../../../", import.meta.url));
const A = "INV-US-2026-000001";

/** Today's machine, with a part of the package changed: the file gets other contents. */
const changedWorld = (file: string, change: (text: string) => string, toolset: Partial<Toolset>): World => {
  const root = join(folder, "package");
  for (const part of ["templates", "locales", "fonts", "issuers"])
    cpSync(join(ROOT, part), join(root, part), { recursive: true });
  writeFileSync(join(root, file), change(readFileSync(join(root, file), "utf8")));
  const world = fakeWorld({});
  const assets = createAssets(pathToFileURL(`${root}/`));
  return {
    ...world,
    assets,
    drawing: (setup) => createDrawing(assets, setup),
    toolset: () => ({ ...world.toolset(), ...toolset }),
  };
};

/** Today's machine, whose bytes come out otherwise. */
const otherBytes = (change: (drawn: Drawn) => Uint8Array, toolset: Partial<Toolset> = {}): World => {
  const world = fakeWorld({});
  const drawing: World["drawing"] = (setup, limits) => {
    const inner = world.drawing(setup, limits);
    return {
      ...inner,
      draw: async (documents) =>
        (await inner.draw(documents)).map((drawn) =>
          drawn.ok ? succeed(drawn.value.map((one) => ({ ...one, bytes: change(one) }))) : drawn,
        ),
    };
  };
  return { ...world, drawing, toolset: () => ({ ...world.toolset(), ...toolset }) };
};

describe("[A20] a document that is drawn otherwise now", () => {
  test("by another template: the formats that differ are told, where, and what has changed", async () => {
    await issue(folder, [draft("a")], { request: { formats: ["html", "text", "json"] } });
    const change = (text: string): string => text.replace("<body>", '<body class="new">');
    const world = changedWorld("templates/invoice.hbs", change, { templates: "other" });
    const [text] = told(await verified(folder, { world }));
    expect(text).toMatch(
      new RegExp(
        `^a: differs-explained; ${A}\\.html: line \\d+: "<body>" then, "<body class=\\\\"new\\\\">" now; changed since: the templates \\(t then, other now\\)$`,
      ),
    );
  });

  test("by other words: the first line that differs is quoted, then and now", async () => {
    await issue(folder, [draft("a")], { request: { formats: ["text", "json"] } });
    const change = (text: string): string => text.replaceAll("Amount due", "Amount DUE");
    const world = changedWorld("locales/en.json", change, { locales: "other", version: "9.9.9" });
    const [text] = told(await verified(folder, { world }));
    expect(text).toContain(`a: differs-explained; ${A}.txt: line `);
    expect(text).toMatch(/"Amount due .*" then, "Amount DUE .*" now/);
    expect(text).toContain(
      "changed since: the program (0.0.0 then, 9.9.9 now), the words of locales/ (l then, other now)",
    );
  });

  test("although nothing known has changed, or nothing that goes into the format: a defect", async () => {
    await issue(folder, [draft("a")], { request: { formats: ["text", "json"] } });
    const change = (text: string): string => text.replaceAll("Amount due", "Amount DUE");
    const world = changedWorld("locales/en.json", change, { fonts: "other", templates: "other" });
    const [text] = told(await verified(folder, { world }));
    expect(text).toContain(`a: differs; ${A}.txt: line `);
    expect(text).toContain("nothing known has changed since: a defect");
  });

  test("because its profile or input is refused now", async () => {
    await issue(folder, [draft("a")]);
    tamper(folder, "update document set profile_hash = input_hash");
    const [found] = await verified(folder);
    expect(found?.verdict).toBe("differs");
    expect(found?.findings[0]?.message).toContain("cannot be drawn again (profile");
  });
});

describe("[A20] a PDF whose bytes are others", () => {
  const request = { formats: ["pdf", "json"] } as const;
  const squeeze = ({ format, bytes }: Drawn): Uint8Array => (format === "pdf" ? recompressed(bytes) : bytes);

  test("holds by its decoded streams where another runtime has compressed it", async () => {
    await issue(folder, [draft("a")], { request });
    expect(told(await verified(folder, { world: otherBytes(squeeze, { runtime: "node 26 arm64" }) }))).toEqual([
      `a: holds-decoded; ${A}.pdf: is compressed otherwise: the runtime (test then, node 26 arm64 now)`,
    ]);
  });

  test("does not hold where the runtime is the same, nor where the streams are others", async () => {
    await issue(folder, [draft("a")], { request });
    expect(told(await verified(folder, { world: otherBytes(squeeze) }))).toEqual([
      `a: differs; ${A}.pdf: has other bytes, and equal decoded streams; nothing known has changed since: a defect`,
    ]);
    const retitled = ({ format, bytes }: Drawn): Uint8Array =>
      format === "pdf" ? recompressed(bytes, (text) => text.replaceAll("INV-US", "INV-CA")) : bytes;
    const [text] = told(await verified(folder, { world: otherBytes(retitled, { runtime: "node 26 arm64" }) }));
    expect(text).toContain("has other decoded streams; changed since: the runtime");
  });
});

describe("documents of several profiles", () => {
  test("[A20] are each drawn by the one that they were issued with", async () => {
    const text = readFileSync(MERIDIAN_FILE, "utf8");
    const renamed = text.replaceAll("Meridian Contact Cloud", "Meridian Voice");
    await issue(folder, [draft("a")]);
    expect(valueOf(parseIssuer(renamed, "renamed.json")).brand).toBe("Meridian Voice");
    await issue(folder, [draft("b"), draft("c")], {
      request: { run: "b", issuer: "renamed.json" },
      texts: { "renamed.json": renamed },
    });
    expect((await verified(folder)).map(({ verdict }) => verdict)).toEqual(["holds", "holds", "holds"]);
  });

  test("share drawings: few stay open, none is closed while it draws, all are closed at the end", async () => {
    const log: string[] = [];
    const open: World["drawing"] = (setup: DrawingSetup) => {
      const name = setup.issuer.id;
      let busy = 0;
      log.push(`open ${name}`);
      return {
        draw: async (documents) => {
          busy += 1;
          await Promise.resolve();
          busy -= 1;
          return documents.map(() => succeed([]));
        },
        appraise: async () => [],
        close: async () => void log.push(`close ${name}${busy > 0 ? " too early" : ""}`),
      };
    };
    const drawings = openProfileDrawings(open, LIMITS);
    const draw = (id: string) =>
      drawings.draw({ document: ratedDocument(), issuer: { ...MERIDIAN, id }, profileHash: id, formats: ["json"] });
    await Promise.all(["a", "a", "b", "c", "a"].map(draw));
    await draw("d");
    await draw("a");
    await drawings.close();
    const closed = (name: string) => log.filter((line) => line === `close ${name}`).length;
    const opened = (name: string) => log.filter((line) => line === `open ${name}`).length;
    for (const name of ["a", "b", "c", "d"]) expect(closed(name)).toBe(opened(name));
    expect(log.filter((line) => line.includes("too early"))).toEqual([]);
    expect(log.slice(0, 3)).toEqual(["open a", "open b", "open c"]);
    expect(opened("d")).toBe(1);
  });
});
