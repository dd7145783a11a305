import { readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { openMailer } from "../../../src/adapters/mail.ts";
import type { MailSettings } from "../../../src/adapters/mail/settings.ts";
import { openStore } from "../../../src/adapters/store.ts";
import type { Doors } from "../../../src/app/bill/open-run.ts";
import { deliverDue, type DeliverOrder } from "../../../src/app/delivery/deliver.ts";
import type { DeliveryDesk } from "../../../src/app/delivery/desk.ts";
import type { DeliveryOutcome } from "../../../src/app/delivery/outcome.ts";
import type { Delivery, NewDelivery } from "../../../src/app/register/delivery.ts";
import { millisecondsBetween, type Instant } from "../../../src/kernel/calendar.ts";
import { emptyPlace, openAt } from "../../adapters/register/databases.ts";
import type { Engine } from "../../../src/adapters/register/session.ts";
import { temporaryFolder } from "../../cli/run-cli.ts";
import { rawDocument, valueOf } from "../../documents.ts";
import { bill } from "../bill/billing.ts";
import { fakeWorld, instant, jsonLines, MERIDIAN_TEXT, rawInvoice, sha256 } from "../fake-world.ts";

type Raw = Readonly<Record<string, unknown>>;

export const START = instant("2026-05-15T09:00:00Z");
export const CHANGE = { by: { name: "test" }, at: START };

/** The profile of the other tests, with senders. */
export const SENDING = "sending.json";
export const sendingProfile = (rate: number): string => {
  const profile: { entities: Record<string, Raw> } = JSON.parse(MERIDIAN_TEXT);
  const entities = Object.entries(profile.entities).map(([id, entity]) => [
    id,
    {
      ...entity,
      mail: { from: `billing.${id}@meridian.example`, bounce: "bounces@meridian.example", domainRatePerMinute: rate },
    },
  ]);
  return JSON.stringify({ ...profile, entities: Object.fromEntries(entities) });
};

export type PostOffice = {
  readonly doors: Doors;
  readonly register: Doors["register"];
  readonly folder: string;
  /** Of the register. */
  readonly address: string;
  /** Issued, with what is to be mailed of them. */
  readonly issue: (documents: readonly Raw[], formats?: readonly ("pdf" | "text")[]) => Promise<void>;
  readonly queue: (documentId: string, deliveries: readonly Omit<NewDelivery, "documentId">[]) => Promise<void>;
  readonly deliver: (
    settings: MailSettings,
    order?: Partial<DeliverOrder>,
    by?: string,
  ) => Promise<readonly DeliveryOutcome[]>;
  readonly desk: (settings: MailSettings, by?: string) => Promise<DeliveryDesk>;
  readonly of: (documentId: string) => Promise<readonly Delivery[]>;
  readonly state: (documentId: string) => Promise<string | undefined>;
  /** One statement as an operator with a database client would type it. */
  readonly run: (statement: string) => Promise<readonly unknown[]>;
  readonly now: () => Instant;
  readonly moveTo: (moment: Instant) => void;
  readonly close: () => Promise<void>;
};

export const ORDER: DeliverOrder = {
  filter: {},
  policy: { onUnknown: "hold", retryDays: 3 },
  limit: Number.POSITIVE_INFINITY,
  stop: { aborted: false },
};

/** A register with a store and a clock that stands until somebody waits or moves it. */
export const openPostOffice = async (engine: Engine = "sqlite", rate = 1_000): Promise<PostOffice> => {
  const folder = temporaryFolder();
  const place = await emptyPlace(engine);
  const { register, run } = await openAt(engine, place.address);
  const doors: Doors = { register, store: valueOf(await openStore(join(folder, "store"))) };
  let moment = START;
  const advance = (milliseconds: number): void => {
    moment = instant(new Date(Date.parse(moment) + milliseconds).toISOString());
  };
  const office: PostOffice = {
    doors,
    register,
    run,
    folder,
    address: place.address,
    issue: async (documents, formats = ["pdf"]) => {
      const world = fakeWorld({ "in.jsonl": jsonLines(documents), [SENDING]: sendingProfile(rate) });
      const { outcomes } = await bill({ world, doors, request: { issuer: SENDING, formats } });
      const faults = outcomes.filter(({ outcome }) => outcome !== "issued");
      if (faults.length > 0) throw new Error(JSON.stringify(faults));
    },
    queue: (documentId, deliveries) =>
      register.documents.recordIssued(
        [{ id: documentId, deliveries: deliveries.map((delivery) => ({ ...delivery, documentId })) }],
        CHANGE,
      ),
    desk: async (settings, by = "us") => ({
      ...doors,
      mailer: await openMailer(settings),
      assets: fakeWorld({}).assets,
      digest: sha256,
      actor: { name: "deliver" },
      by,
      now: () => moment,
      wait: async (milliseconds) => {
        // What is on the wire gets its turn, then the time is over.
        await new Promise((resolve) => setImmediate(resolve));
        advance(Math.max(milliseconds, 1));
      },
    }),
    deliver: async (settings, order = {}, by = "us") => {
      const desk = await office.desk(settings, by);
      const outcomes: DeliveryOutcome[] = [];
      try {
        for await (const outcome of deliverDue({ ...ORDER, ...order }, desk)) outcomes.push(outcome);
      } finally {
        await desk.mailer.close();
      }
      return outcomes;
    },
    of: (documentId) => register.deliveries.of(documentId),
    state: async (documentId) => (await register.documents.find([documentId])).get(documentId)?.state,
    now: () => moment,
    moveTo: (later) => {
      if (millisecondsBetween(moment, later) < 0) throw new Error("time does not go back");
      moment = later;
    },
    close: async () => {
      await doors.store.close();
      await register.close();
      await place.remove();
      rmSync(folder, { recursive: true, force: true });
    },
  };
  return office;
};

const billTo = (emails: readonly string[], fields: Raw = {}): Raw => {
  const customer = Object(rawDocument()["customer"]);
  return { ...customer, billTo: { ...customer.billTo, emails }, ...fields };
};

/** An invoice that goes to these billing contacts; the register gives its number. */
export const mailed = (id: string, emails: readonly string[], fields: Raw = {}): Raw =>
  rawInvoice(id, { number: undefined, customer: billTo(emails), ...fields });

/** The document of a golden case, mailed to somebody. */
export const golden = (name: string, emails: readonly string[]): Raw => {
  const path = new URL(`../../../golden/${name}/input.json`, import.meta.url);
  const document: { customer: { billTo: Raw } } = JSON.parse(readFileSync(path, "utf8"));
  const { customer } = document;
  return { ...document, customer: { ...customer, billTo: { ...customer.billTo, emails } } };
};

/** "a sent", one a delivery. */
export const brief = (outcomes: readonly DeliveryOutcome[]): readonly string[] =>
  outcomes.map(({ documentId, outcome }) => `${documentId} ${outcome}`);
