import { dateIn } from "../../kernel/calendar.ts";
import { invariant, type Result } from "../../kernel/result.ts";
import { isZero } from "../../kernel/money.ts";
import {
  createLanguages,
  createWebPageRenderer,
  presentDownload,
  presentRefusal,
  type DownloadFacts,
  type WebPageView,
} from "../../pipeline.ts";
import type { Issuer } from "../../policy/issuer.ts";
import { openArchive } from "../ledger/archive.ts";
import { nameOf } from "../ledger/find-document.ts";
import type { RegisteredDocument } from "../register/document.ts";
import type { Register } from "../register/register.ts";
import type { Store } from "../store.ts";
import { OutsideFailure, type Assets } from "../world.ts";
import { chooseLocale } from "./choose-locale.ts";
import { grantedFiles, type OpenLink } from "./download.ts";

/** A page, and the hashes by which its policy allows its styles. */
export type WebPage = { readonly html: string; readonly styleHashes: readonly string[] };

export type RefusalReason = Parameters<typeof presentRefusal>[0]["reason"];

/** The pages that people see in a browser; the renderer is made once. */
export type WebPages = {
  /** Any page, its words final. */
  readonly draw: (view: WebPageView) => WebPage;
  readonly refusal: (
    refusal: { readonly reason: RefusalReason; readonly requestId: string },
    acceptLanguage: string | undefined,
  ) => WebPage;
  /** `base` is what the places of the files are relative to: "<token>/". */
  readonly download: (link: OpenLink, base: string) => Promise<WebPage>;
};

type Sources = { readonly assets: Assets; readonly register: Register; readonly store: Store };

export const createWebPages = ({ assets, register, store }: Sources): WebPages => {
  const renderer = createWebPageRenderer(assets);
  const archive = openArchive(store);
  const plainWords = createLanguages(assets.locale, {});
  const words = new WeakMap<Issuer, ReturnType<typeof createLanguages>>();
  const wordsOf = (issuer: Issuer): ReturnType<typeof createLanguages> => {
    const known = words.get(issuer) ?? createLanguages(assets.locale, issuer.texts);
    words.set(issuer, known);
    return known;
  };
  const draw: WebPages["draw"] = (view) => ({ html: renderer.draw(view), styleHashes: renderer.styleHashes });
  return {
    draw,
    refusal: (refusal, acceptLanguage) => draw(presentRefusal(refusal, plainWords(chooseLocale(acceptLanguage)))),
    download: async (link, base) => {
      const issuer = there(await archive.issuerOf(link.document));
      const facts = factsOf(link, { issuer, base, replacedBy: await successorOf(link.document, register) });
      return draw(presentDownload(facts, wordsOf(issuer)(link.document.locale)));
    },
  };
};

const there = (issuer: Result<Issuer>): Issuer => {
  if (!issuer.ok) throw new OutsideFailure(issuer.issues.map(({ message }) => message).join("; "));
  return issuer.value;
};

const successorOf = async (
  { replacedBy }: RegisteredDocument,
  { documents }: Register,
): Promise<string | undefined> => {
  if (replacedBy === undefined) return undefined;
  const successor = (await documents.find([replacedBy])).get(replacedBy);
  return successor && nameOf(successor);
};

type Around = { readonly issuer: Issuer; readonly base: string; readonly replacedBy: string | undefined };

const factsOf = (link: OpenLink, { issuer, base, replacedBy }: Around): DownloadFacts => {
  const { document, grant } = link;
  const { kind, number, issueDate, dueDate, amounts } = document;
  const seller = issuer.entities[document.entity];
  invariant(seller !== undefined, "a document is issued by an entity of its profile (F7)");
  // An online payment is for the whole invoice, and for who was sent all of it (rule B4).
  const isPayable = grant.file === "page" && document.methods.length > 0;
  return {
    kind,
    seller: seller.legalName,
    ...(number !== undefined && { number }),
    issueDate,
    ...(dueDate !== undefined && { dueDate }),
    ...(amounts !== undefined && !isZero(amounts.due) && { due: amounts.due }),
    status: statusOf(document),
    ...(replacedBy !== undefined && { replacedBy }),
    ...(isPayable && document.link !== undefined && { payLink: document.link.url }),
    files: grantedFiles(link)
      .map(({ format }) => ({ format, href: `${base}${format}` }))
      .toSorted((one, other) => ORDER.indexOf(one.format) - ORDER.indexOf(other.format)),
    until: dateIn(grant.expiresAt, seller.timeZone),
  };
};

/** What most people want comes first. */
const ORDER: readonly string[] = ["pdf", "html", "text", "json"];

const statusOf = ({ state, payment }: RegisteredDocument): DownloadFacts["status"] => {
  if (state === "void") return "void";
  return payment === "none" ? "nothing-due" : payment;
};
