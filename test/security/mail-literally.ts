import Handlebars from "handlebars";
import { subjectOf } from "../../src/present/subject.ts";
import { MERIDIAN } from "../documents.ts";
import { attributesOf, stylesOf, tagsOf, valuesOf } from "../render/html-reading.ts";
import type { Mail } from "./mails.ts";
import { WORD } from "./payloads.ts";

/**
 * Where the mails of a document differ from what they are with an innocent word in the hostile text's place, or could
 * make a mail program do more than show them. A mail does not print every field: then it is equal to the letter.
 */
export const mailFaults = (plain: readonly Mail[], hostile: readonly Mail[], text: string): readonly string[] =>
  plain.length === hostile.length
    ? plain.flatMap((mail, index) => {
        const other = hostile[index];
        return other === undefined
          ? []
          : faultsOf(mail, other, text).map((fault) => `${fault} of the ${mail.kind} mail`);
      })
    : ["the number of mails"];

const faultsOf = (plain: Mail, hostile: Mail, text: string): readonly string[] =>
  isSame(plain, hostile) ? [] : differences(plain, hostile, text);

const isSame = (plain: Mail, hostile: Mail): boolean =>
  [plain, hostile].every(({ subject, html, text }) => ![subject, html, text].some((part) => part.includes(WORD))) &&
  plain.subject === hostile.subject &&
  plain.html === hostile.html &&
  plain.text === hostile.text;

const differences = (plain: Mail, hostile: Mail, text: string): readonly string[] =>
  Object.entries({
    subject: hostile.subject === subjectOf(put(plain.subject, text)) && LINE.test(hostile.subject),
    title: titleOf(hostile.html) === Handlebars.escapeExpression(hostile.subject),
    HTML: withoutTitle(hostile.html) === put(withoutTitle(plain.html), Handlebars.escapeExpression(text)),
    "places of the text in the HTML": isOnlyText(plain.html),
    structure: structureOf(hostile.html) === structureOf(plain.html),
    links: linksOf(hostile.html).every(isAllowed),
    text: dense(hostile.text) === dense(put(plain.text, text)),
    lines: hostile.text.split("\n").every((line) => line === "" || LINE.test(line)) && !hasLineOf(hostile.text, text),
  }).flatMap(([what, isWell]) => (isWell ? [] : [what]));

/** One line, without anything that ends it or turns it round. */
const LINE = /^[^\p{Cc}\p{Cs}\p{Zl}\p{Zp}\p{Bidi_Control}]+$/u;

const put = (output: string, text: string): string => output.split(WORD).join(text);
const dense = (text: string): string => text.replaceAll(/\s/gu, "");

const TITLE = /<title>([^<]*)<\/title>/;
const titleOf = (html: string): string | undefined => TITLE.exec(html)?.[1];
const withoutTitle = (html: string): string => html.replace(TITLE, "<title></title>");

/** The word stands between tags or within quotation marks, and there alone: escaped, a text stays where it is. */
const isOnlyText = (html: string): boolean =>
  !html
    .replaceAll(/="[^"]*"/g, '=""')
    .replaceAll(/(<[a-z!/][^>]*>)([^<]*)/gi, (_, tag: string, words: string) =>
      /^<(?:style|script|!--)/i.test(tag) ? tag + words : tag,
    )
    .includes(WORD);

/** Elements, attributes, comments, styles and addresses in their order: all that is not read. */
const structureOf = (html: string): string =>
  JSON.stringify([
    tagsOf(html),
    [...attributesOf(html)],
    html.match(/<!--[^]*?-->|<[!?]/g),
    stylesOf(html),
    valuesOf(html, "style"),
    linksOf(html).length,
  ]);

const linksOf = (html: string): readonly string[] => valuesOf(html, "href");

const HOSTS = [...MERIDIAN.online.hosts, ...MERIDIAN.fiscalHosts];
const ADDRESSES = [...Object.values(MERIDIAN.billingTeams), MERIDIAN.online.questions];

const isAllowed = (href: string): boolean => {
  if (href.startsWith("mailto:")) return ADDRESSES.includes(href.slice("mailto:".length));
  const { protocol, host, username, password } = new URL(href);
  return protocol === "https:" && HOSTS.includes(host) && username + password === "";
};

/** Whether one of the text's further lines stands in the mail as a line of its own. */
const hasLineOf = (mail: string, text: string): boolean => {
  const lines = new Set(mail.split("\n").map((line) => line.trim()));
  return text
    .split(/\r?\n/)
    .slice(1)
    .some((line) => line !== "" && lines.has(line));
};
