import type { DocumentView, Fact, RowView, Text } from "../../src/present/document-view.ts";

/** The visual target's invoice as a view: for tests of renderers, which know nothing of billing. */
const t = (text: string): Text => ({ runs: [{ text }] });
const fact = (label: string, ...value: string[]): Fact => ({ label: t(label), value: value.map(t) });

const row = (cells: readonly [string, string, string, string, string, string], ...notes: string[]): RowView => ({
  description: t(cells[0]),
  notes: notes.map(t),
  period: t(cells[1]),
  quantity: { value: t(cells[2]), unit: t(cells[3]) },
  rate: t(cells[4]),
  amount: t(cells[5]),
});

const USAGE = "Apr 15 – May 14, 2026";
const AHEAD = "May 15 – Jun 14, 2026";

const core = [
  row(["Genesys Cloud CX 1 User – Prepay", AHEAD, "80", "users", "75.00", "6,000.00"]),
  row(["Genesys Cloud CX 1 User", USAGE, "58", "users", "90.00", "5,220.00"], "138 active, 80 of them prepaid"),
  row(["Genesys Cloud Communicate User – Prepay", AHEAD, "85", "users", "20.00", "1,700.00"]),
  row(["Genesys Cloud for Salesforce Add-on – Prepay", AHEAD, "23", "users", "12.00", "276.00"]),
];

const telephony = [
  row(["Outbound calling, domestic", USAGE, "36,412.6", "min", "0.0055", "200.27"]),
  row(["DID numbers, monthly charge", USAGE, "5", "numbers", "1.00", "5.00"], "5 numbers, whole cycle"),
  row(
    ["DID numbers, monthly charge", "May 10 – May 14, 2026", "3", "numbers", "0.1667", "0.50"],
    "3 numbers from May 10, prorated",
  ),
  row(["DID numbers, set-up", "May 10, 2026", "3", "numbers", "4.50", "13.50"], "3 numbers ordered May 10, collected"),
];

const section = (title: string, rows: readonly RowView[], subtotal: string) => ({
  title: t(title),
  rows,
  parts: [],
  subtotal: { label: t(`Subtotal, ${title}`), value: t(subtotal) },
});

/** A QR-like square of 29 modules: not a code that scans, but one that has its shape. */
const modules = Array.from({ length: 29 }, (_, y) =>
  Array.from({ length: 29 }, (_, x) => ((x * 7 + y * 13 + x * y) % 3 === 0 ? "1" : "0")).join(""),
);

export const sampleView = (extraRows = 0): DocumentView => ({
  locale: "en-US",
  paper: "Letter",
  meta: {
    title: "Invoice INV-2026-004711",
    author: "Genesys Cloud Services, Inc.",
    subject: "Invoice",
    date: "2026-05-15",
  },
  marks: [t("SAMPLE – not a demand for payment")],
  continued: t("Invoice INV-2026-004711, continued"),
  footer: {
    reference: t("INV-2026-004711"),
    seller: t("Genesys Cloud Services, Inc."),
    pagePattern: "Page {page} of {pages}",
  },
  blocks: [
    {
      kind: "letterhead",
      brand: t("Genesys Cloud"),
      sender: [
        "Genesys Cloud Services, Inc.",
        "1302 El Camino Real, Suite 300",
        "Menlo Park, CA 94025",
        "United States",
      ].map(t),
      title: t("Invoice"),
      number: t("INV-2026-004711"),
      marks: [t("SAMPLE – not a demand for payment")],
    },
    {
      kind: "summary",
      facts: [
        fact("Issue date", "May 15, 2026"),
        fact("Due date", "Jun 14, 2026"),
        fact("Payable in", "US dollar (USD)"),
      ],
      amount: { label: t("Amount due"), value: t("$14,839.50"), code: t("USD") },
    },
    {
      kind: "details",
      parties: [
        {
          heading: t("Bill to"),
          name: t("Harbor & Finch Insurance Group"),
          lines: ["Attn: Accounts Payable", "2200 Westlake Avenue North", "Seattle, WA 98109", "United States"].map(t),
        },
        {
          heading: t("Ship to"),
          name: t("Harbor & Finch Insurance Group"),
          lines: ["Seattle, WA 98109", "United States"].map(t),
        },
      ],
      heading: t("Billing Details"),
      facts: [
        fact("Service period, usage", USAGE),
        fact("Service period, prepay", AHEAD),
        fact("Payment terms", "Net 30 days"),
        fact("Account", "A-00018342"),
        fact("Organizations", "harborfinch-prod", "harborfinch-claims"),
        fact("Contract", "Q-118204"),
        fact("Subscription plan", "Annual, paid monthly"),
        fact("License model", "Named users"),
        fact("Purchase order", "PO 77-20391"),
      ],
    },
    {
      kind: "lines",
      caption: t("Charges"),
      columns: {
        description: t("Description"),
        period: t("Service period"),
        quantity: t("Qty"),
        rate: t("Rate"),
        amount: t("Amount"),
      },
      sections: [
        section("Core services and fees", core, "13,196.00"),
        section(
          "Resource charges",
          [
            row(
              ["Public API requests above fair use", USAGE, "323,992", "requests", "0.0001", "32.40"],
              "505,992 used, 182,000 included",
            ),
            ...Array.from({ length: extraRows }, (_, index) =>
              row([`Resource number ${index + 1}`, USAGE, "1", "item", "1.00", "1.00"]),
            ),
          ],
          "32.40",
        ),
        section("Telephony usage", telephony, "219.27"),
      ],
    },
    {
      kind: "totals",
      rows: [
        { role: "sum", label: t("Net total"), value: t("13,447.67") },
        { role: "sum", label: t("Washington sales tax"), detail: t("6.5% of 13,447.67"), value: t("874.10") },
        { role: "sum", label: t("Seattle local sales tax"), detail: t("3.85% of 13,447.67"), value: t("517.73") },
        { role: "total", label: t("Amount due"), value: t("$14,839.50"), code: t("USD") },
      ],
      notes: [
        t(
          "Fees do not include taxes, levies, duties or similar charges, such as value-added, sales, use or withholding taxes. Taxes due on this document are shown as separate lines.",
        ),
      ],
    },
    {
      kind: "paying",
      online: {
        heading: t("Pay online by Jun 14, 2026"),
        link: { text: t("pay.example.com/i/7Q2M-4KX9-PD3F"), href: "https://pay.example.com/i/7Q2M-4KX9-PD3F" },
        qr: { modules, alt: t("QR code: pay invoice INV-2026-004711 online") },
        paragraphs: [
          t(
            "Credit or debit card, or bank debit (ACH), on Stripe’s page, subject to the limits at the time of payment.",
          ),
          t("This link belongs to this invoice alone and takes its whole amount: one invoice for each payment."),
        ],
      },
      direct: {
        heading: t("Or by bank transfer or check"),
        facts: [
          fact("Bank transfer (ACH, wire)", "Bank: First Example Bank", "Routing: 000000000", "Account: 0000 1234"),
          fact("Check", "Payable to: Genesys Cloud Services, Inc.", "Mail to: P.O. Box 0000, Example City"),
          fact("Reference", "INV-2026-004711"),
        ],
      },
    },
    {
      kind: "notes",
      items: [
        { heading: t("Memo"), paragraphs: [t("Thank you for your business.")], links: [] },
        {
          heading: t("Why users and prepay users?"),
          paragraphs: [
            t(
              "Prepay users are invoiced in advance for the coming cycle. The other users are those who were active beyond your commitment during the service period.",
            ),
          ],
          links: [],
        },
        {
          heading: t("Questions?"),
          paragraphs: [t("Billing team North America")],
          links: [{ text: t("nacollections@genesys.com"), href: "mailto:nacollections@genesys.com" }],
        },
      ],
    },
  ],
});
