import { describe } from "vitest";
import { refuses, takes, type Refusal } from "./refusals.ts";
import { sampleDocument } from "./sample-document.ts";

const paymentWith = (payment: object) => sampleDocument({ payment });
const linkTo = (link: string) => paymentWith({ link });

describe("paying", () => {
  const allowed = "allowed are pay.meridian.example";
  const wrong = (link: string, message: string, hint: string): Refusal => [
    `[B10] ${link} is refused`,
    linkTo(link),
    { rule: "B10", at: "/payment/link", message, hint },
  ];
  const host = (link: string) => wrong(link, "leads to a host that the profile does not allow", allowed);
  refuses([
    wrong("javascript:alert(1)", "is not an https link", "https:// and nothing else"),
    wrong("data:text/html,x", "is not an https link", "https:// and nothing else"),
    wrong("file:///etc/passwd", "is not an https link", "https:// and nothing else"),
    wrong("http://pay.meridian.example/i/1", "is not an https link", "https:// and nothing else"),
    wrong("pay.meridian.example/i/1", "is not a link", "such as https://pay.example.com/i/7Q2M"),
    wrong("https://", "is not a link", "such as https://pay.example.com/i/7Q2M"),
    wrong("https://me:secret@pay.meridian.example/", "holds a user name or password", "take it out"),
    wrong("https://pay.meridian.example@evil.example/", "holds a user name or password", "take it out"),
    wrong(
      "https://pay.meridian.example\\@evil.example/",
      "holds a character that no link has",
      "write it as %20, %5C …",
    ),
    wrong("https://pay.meridian.example/i 1", "holds a character that no link has", "write it as %20, %5C …"),
    wrong('https://pay.meridian.example/"><script>', "holds a character that no link has", "write it as %20, %5C …"),
    wrong("https://pay.meridian.exämple/", "holds a character that no link has", "write it as %20, %5C …"),
    host("https://evil.example/i/1"),
    host("https://pay.meridian.example.evil.example/"),
    host("https://x.pay.meridian.example/"),
    host("https://pay.meridian.example:8443/"),
    host("https://pay.meridian.example./"),
    [
      "[B10] a link to the fiscal document is https, too",
      sampleDocument({ fiscal: { document: "NFS-e 17", link: "http://nfse.example/17" } }),
      { rule: "B10", at: "/fiscal/link", message: "is not an https link", hint: "https:// and nothing else" },
    ],
    [
      "[B10] and leads to a host that the profile names",
      sampleDocument({ fiscal: { document: "NFS-e 17", link: "https://elsewhere.example/17" } }),
      {
        rule: "B10",
        at: "/fiscal/link",
        message: "leads to a host that the profile does not allow",
        hint: "allowed are nfse.example, fiscal.example",
      },
    ],
    [
      "[B7] the brand of a saved method holds no number",
      paymentWith({ savedMethod: { kind: "bank", brand: "Acct 000-123-456", last4: "3456" } }),
      {
        rule: "B7",
        at: "/payment/savedMethod/brand",
        message: "holds a number",
        hint: "brand or bank only; the last four digits have a field of their own",
      },
    ],
  ]);
  takes([
    ["[B10] a link with a query and a fragment is one", linkTo("https://pay.meridian.example/i?t=7Q%2FM&x=1#pay")],
    [
      "[J-ALL-9] the fiscal document stands where its authority keeps it",
      sampleDocument({ fiscal: { document: "NFS-e 17", link: "https://nfse.example/17" } }),
    ],
    [
      "[B7] a bank may have a digit in its name",
      paymentWith({ savedMethod: { kind: "bank", brand: "N26", last4: "3456" } }),
    ],
  ]);
});
