/** A text that somebody might hope is more than text to one of the things it passes through. */
export type Payload = { readonly name: string; readonly text: string };

/** An innocent word that is in no document, in the place of which a hostile text is looked for. */
export const WORD = "Zqxwvword";

const payload = (name: string, text: string): Payload => ({ name, text });

/** Trimmed and composed, as intake leaves a text, so that what is printed can be compared letter by letter. */
export const PAYLOADS: readonly Payload[] = [
  payload("a script", "<script>alert(1)</script>"),
  payload("the end of a style and of a title", "</style></title><svg/onload=alert(1)>"),
  payload("the end of an attribute", `" onmouseover="alert(1)' autofocus onfocus='alert(1)`),
  payload("markup in comments", "<!-- --> ]]> /* */ <![CDATA[x"),
  payload("entities", "&amp; &lt;b&gt; &#x3c; &amp;amp;"),
  payload("a template's constructor", "{{constructor}} {{__proto__}} {{lookup this 'x'}}"),
  payload("template blocks", "{{#with this}}{{/with}} {{{this}}} {{> row}} {{!--"),
  payload("a translation key", "$t(title.invoice) $t(details.heading, {})"),
  payload("placeholders", "${7*7} #{7*7} %s %n %d {0} {page} of {pages} $& $1 $` $'"),
  payload("a prototype", "__proto__"),
  payload("a constructor", "constructor"),
  payload("quotes and braces", `"'\`{}[]()\\/|`),
  payload("a picture for pdfmake", '{"image":"/etc/passwd"}'),
  payload("a file's address", "file:///etc/passwd"),
  payload("a way upwards", "../../../../etc/passwd"),
  payload("a script's address", "javascript:alert(1)"),
  payload("a formula", '=cmd|"/c calc"!A1'),
  payload("other formulas", '@SUM(1) +1 -1 =HYPERLINK("http://evil.example")'),
  payload("a PDF string", "(a) Tj ET >> endobj /JavaScript /JS (app.alert\\(1\\)) %%EOF"),
  payload("a shell's words", "$(reboot) `reboot`; reboot | reboot && reboot"),
  payload("another's address", "https://evil.example/?a=b&c=d"),
  payload("an emoji", "👩‍💻".replaceAll("\u200d", "") + " 😀"),
  payload("header lines", "x\r\nBcc: evil@example.com\r\n\r\nhello"),
  payload("a line feed", "first line\nBcc: evil@example.com"),
  payload("a NUL", "a\u0000b"),
  payload("a terminal's command", "\u001b[2J\u001b]0;x\u0007"),
  payload("text turned round", "abc\u202Etxt.exe"),
  payload("text without width", "pay\u200Bpal\u2060\uFEFF"),
  payload("half a pair", "a\uD800b"),
  payload("100 kB", "x".repeat(100_000)),
];

/** Numbers of cards that pass issuer prefix, length and check digit, as people write them (rule B10). */
export const CARD_NUMBERS: readonly string[] = [
  "4111111111111111",
  "4111 1111 1111 1111",
  "5555-5555-5555-4444",
  "3782 822463 10005",
  "６０１１１１１１１１１１１１１７",
  "card: 4012888888881881, thank you",
];
