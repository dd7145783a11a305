import { describe, expect, test } from "vitest";
import { textIssues } from "../../src/intake/text.ts";
import { readDraft } from "../../src/intake/read-draft.ts";
import { draftOf, issuer, issuesIn, sampleCustomer, sampleDocument, sampleLine, sampleTax } from "./sample-document.ts";

const inProduct = (text: string) => textIssues({ lines: [{ product: text }] });

test.each([
  ["NUL", "\u0000", "U+0000, a control character"],
  ["escape", "\u001B[31m", "U+001B, a control character"],
  ["tab", "a\tb", "U+0009, a tab"],
  ["line feed", "a\nb", "U+000A, a line break"],
  ["carriage return", "a\r\nb", "U+000D, a line break"],
  ["next line", "a\u0085b", "U+0085, a control character"],
  ["line separator", "a\u2028b", "U+2028, a line break"],
  ["right-to-left override", "a\u202Eb", "U+202E, a control of writing direction"],
  ["right-to-left isolate", "a\u2067b", "U+2067, a control of writing direction"],
  ["left-to-right mark", "a\u200Eb", "U+200E, a control of writing direction"],
  ["zero width space", "a\u200Bb", "U+200B, a character without width"],
  ["zero width joiner", "a\u200Db", "U+200D, a character without width"],
  ["word joiner", "a\u2060b", "U+2060, a character without width"],
  ["byte order mark", "a\uFEFFb", "U+FEFF, a character without width"],
  ["soft hyphen", "a\u00ADb", "U+00AD, a character without width"],
  ["tag letter", "a\u{E0061}b", "U+E0061, a character that cannot be seen"],
  ["Hangul filler", "a\u3164b", "U+3164, a character that cannot be seen"],
  ["half of a pair", "a\uD83Db", "U+D83D, half of a surrogate pair"],
  ["private use", "a\uE000b", "U+E000, a character for private use"],
  ["unassigned", "a\u0378b", "U+0378, a code without a character"],
  ["lost character", "Z\uFFFDrich", "U+FFFD, the mark of a character that was lost"],
])("text with a %s is refused by character and field", (_name, text, words) => {
  expect(inProduct(text)).toEqual([
    { rule: null, at: "/lines/0/product", message: `holds ${words}`, hint: expect.any(String) },
  ]);
});

test.each([
  "Zürich, Łódź, Αθήνα, Київ, Hà Nội",
  "東京都千代田区 1-1 ￥",
  "葛\u{E0100}城市",
  "Prix : 12\u00A0€ – 5\u202F%",
  "<script>alert(1)</script> {{constructor}} {{#with}} $t(key) __proto__",
  `"quotes" 'and' {braces} & &amp; %s ../../etc/passwd file:///etc/passwd`,
  '{"image":"/etc/passwd"}',
  "=1+1 @SUM(A1)",
])("%s is taken literally", (text) => {
  expect(inProduct(text)).toEqual([]);
});

test("memo and description have several lines, ended by LF alone", () => {
  expect(textIssues({ memo: "one\ntwo", lines: [{ description: "one\n\ntwo" }] })).toEqual([]);
  expect(textIssues({ memo: "one\r\ntwo" })).toEqual([
    {
      rule: null,
      at: "/memo",
      message: "holds U+000D, a line break",
      hint: "only memo and description have several lines, ended by \\n",
    },
  ]);
});

test("text is taken in composed characters and without blanks at its ends", () => {
  const document = sampleDocument({ lines: [sampleLine({ product: "  Zu\u0308rich \u00A0", taxes: ["wa", "sea"] })] });
  const read = readDraft(draftOf(document), issuer);
  expect(read.ok && read.value.lines[0]?.product).toBe("Zürich");
});

test("text of blanks alone is empty", () => {
  expect(issuesIn(sampleDocument({ memo: " \u00A0 " }))).toMatchObject([{ at: "/memo", message: "is empty" }]);
});

test("100 kB of text are refused with the limit, and not repeated", () => {
  const [issue, second] = issuesIn(sampleDocument({ memo: "a".repeat(100_000) }));
  expect(issue).toMatchObject({ at: "/memo", message: "is too long: 100,000 characters", hint: "at most 20,000" });
  expect(second).toBeUndefined();
  const longId = issuesIn(sampleDocument({ entity: "e".repeat(150) }));
  expect(longId[0]?.message.length).toBeLessThan(120);
});

describe("card numbers", () => {
  const VISA = "4111111111111111";

  test.each([
    ["Visa", VISA],
    ["in groups", "4111 1111 1111 1111"],
    ["with hyphens", "paid by 4111-1111-1111-1111."],
    ["with points", "4111.1111.1111.1111"],
    ["with wide blanks", "4111\u00A01111\u202F1111\u20071111"],
    ["digit by digit", "4 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1"],
    ["in full width", "４１１１１１１１１１１１１１１１"],
    ["with dashes", "4111–1111–1111–1111"],
    ["after another number", "2026 4111 1111 1111 1111"],
    ["Mastercard", "5555555555554444"],
    ["American Express", "3782 822463 10005"],
    ["JCB", "3530111333300000"],
    ["in a word", "card4111111111111111x"],
  ])("[B10] one in free text is refused and never repeated: %s", (_name, text) => {
    const issues = inProduct(text);
    expect(issues).toEqual([
      {
        rule: "B10",
        at: "/lines/0/product",
        message: "holds the number of a payment card",
        hint: "take it out; of a saved card a document shows brand and last four digits",
      },
    ]);
  });

  test.each([
    ["a wrong check digit", "4111111111111112"],
    ["no issuer's prefix", "1234567812345670"],
    ["too few digits", "411111111111"],
    ["telephone numbers", "+1 415-555-0134, +1 415-555-0135"],
    ["dates", "2026-04-15 2026-05-14"],
    ["an IBAN", "DE89 3704 0044 0532 0130 00"],
    ["quantities", "36412.6 minutes, 323992 requests, 505992 used"],
  ])("[B10] what is no card stays: %s", (_name, text) => {
    expect(inProduct(text)).toEqual([]);
  });

  test("[B10] typed identifiers are not mistaken for cards", () => {
    const identified = sampleDocument({
      id: VISA,
      number: VISA,
      customer: sampleCustomer({ accountId: VISA, endpoint: { scheme: "0088", value: VISA } }),
      fiscal: { document: VISA, key: VISA },
      taxes: [sampleTax({ id: VISA, registration: VISA })],
      lines: [sampleLine({ id: VISA, taxes: [VISA] })],
      discounts: [],
      fees: [],
    });
    expect(issuesIn(identified)).toEqual([]);
  });

  test("[B10] no message repeats a card's number, whatever else is wrong with the field", () => {
    const document = sampleDocument({
      kind: VISA,
      issueDate: VISA,
      currency: VISA,
      entity: VISA,
      [VISA]: 1,
      customer: sampleCustomer({ timeZone: VISA, region: VISA, buyerReference: "4111 1111 1111 1111" }),
      lines: [sampleLine({ section: VISA, organisation: VISA, taxes: [VISA], rate: "4111 1111 1111 1111" })],
      payment: { link: `https://pay.meridian.example/${VISA}` },
    });
    const told = issuesIn(document).map(({ message, hint }) => `${message} ${hint}`);
    expect(told.length).toBeGreaterThan(8);
    expect(told.filter((words) => /1111/.test(words))).toEqual([]);
  });
});
