import { describe, expect, test } from "vitest";
import { copyDocument, type CopyRequest } from "../../../src/app/ledger/copy.ts";
import { valueOf } from "../../documents.ts";
import { textAt } from "../fake-folder.ts";
import { sha256 } from "../fake-world.ts";
import { issuesIn } from "./crediting.ts";
import { found, inOffice, invoice } from "./office.ts";

const LIMITS = { workers: 1, secondsPerDocument: 60 };
const TARGET = { path: "out", existing: "refuse" } as const;
const COPY: CopyRequest = { what: { kind: "copy", limits: LIMITS }, formats: ["text"], target: TARGET };
const ORIGINAL: CopyRequest = { what: { kind: "original" }, formats: ["text", "json"], target: TARGET };

describe("a copy of an issued document", () => {
  test("[A20] is marked as a duplicate and has the number, dates, amounts and link of the original", () =>
    inOffice([invoice("a")], async ({ desk, disk }) => {
      const files = valueOf(await copyDocument("a", COPY, desk));
      expect(files.map(({ name }) => name)).toEqual(["INV-US-2026-000001.copy.txt"]);
      const copy = textAt(disk.files, "INV-US-2026-000001.copy.txt");
      expect(copy).toContain("DUPLICATE of the original document");
      const original = new TextDecoder().decode(
        await desk.doors.store.read(
          (await found("a", desk)).files.find(({ format }) => format === "text")?.sha256 ?? "",
        ),
      );
      expect(copy.replace("DUPLICATE of the original document\n", "").split("\n")).toEqual(
        expect.arrayContaining(original.split("\n")),
      );
    }));

  test("in another language is marked as a translation; in its own it is a duplicate", () =>
    inOffice([invoice("a")], async ({ desk, disk }) => {
      const what = (locale: "de-DE" | "en-US") => ({ kind: "copy", limits: LIMITS, locale }) as const;
      valueOf(await copyDocument("a", { ...COPY, what: what("de-DE") }, desk));
      valueOf(await copyDocument("a", { ...COPY, what: what("en-US") }, desk));
      expect(textAt(disk.files, "INV-US-2026-000001.de-DE.copy.txt")).toContain("ÜBERSETZUNG");
      expect(textAt(disk.files, "INV-US-2026-000001.en-US.copy.txt")).toContain("DUPLICATE");
    }));

  test("leaves a file with other content alone unless told to replace it", () =>
    inOffice([invoice("a")], async ({ desk, disk }) => {
      const name = "INV-US-2026-000001.copy.txt";
      disk.files.set(name, new TextEncoder().encode("mine"));
      expect(issuesIn(await copyDocument("a", COPY, desk))).toEqual([
        `null /id out/${name} stands there already with other content`,
      ]);
      expect(textAt(disk.files, name)).toBe("mine");
      valueOf(await copyDocument("a", { ...COPY, target: { path: "out", existing: "replace" } }, desk));
      expect(textAt(disk.files, name)).toContain("DUPLICATE");
    }));

  test("of a void document is refused, as it would ask for money that is not owed", () =>
    inOffice([invoice("a")], async ({ desk }) => {
      await desk.doors.register.documents.voidDocument("a", { by: desk.actor, at: desk.world.clock.now() });
      expect(issuesIn(await copyDocument("a", COPY, desk))).toEqual([
        "A20  INV-US-2026-000001 is void: a copy of it would ask for money that is not owed",
      ]);
      expect(valueOf(await copyDocument("a", ORIGINAL, desk))).toHaveLength(2);
    }));
});

describe("[A20] the original files", () => {
  test("are the issued bytes under their own names", () =>
    inOffice([invoice("a")], async ({ desk, disk }) => {
      const { files } = await found("a", desk);
      const written = valueOf(await copyDocument("a", ORIGINAL, desk));
      expect(written).toEqual(files.map(({ name, bytes, sha256: hash }) => ({ name, bytes, sha256: hash })));
      for (const { name, sha256: hash } of files) expect(sha256(textAt(disk.files, name))).toBe(hash);
    }));

  test("are not handed out where they are not what the register says, and none is written then", () =>
    inOffice([invoice("a")], async (office) => {
      const { desk, disk } = office;
      const other = new TextEncoder().encode("another text");
      const store = { ...desk.doors.store, read: async () => other };
      const spoilt = office.with({ doors: { ...desk.doors, store } });
      expect(issuesIn(await copyDocument("a", ORIGINAL, spoilt))[0]).toContain(
        "is not in the store as the register has it",
      );
      expect([...disk.files.keys()]).toEqual([]);
    }));

  test("of a format that was not issued are refused", () =>
    inOffice([invoice("a")], async ({ desk }) => {
      expect(issuesIn(await copyDocument("a", { ...ORIGINAL, formats: ["pdf"] }, desk))).toEqual([
        "null --format INV-US-2026-000001 was not issued as pdf",
      ]);
    }));
});
