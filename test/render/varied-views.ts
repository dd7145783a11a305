import type {
  Block,
  DocumentView,
  Fact,
  LinesBlock,
  PartView,
  RowView,
  Text,
} from "../../src/present/document-view.ts";
import { sampleView } from "./sample-view.ts";

/** Views that are unlike the sample: other scripts, long words, parts in sections, marks, a saved method, no link. */
const t = (text: string, lang?: string): Text => ({ runs: [lang === undefined ? { text } : { text, lang }] });
const fact = (label: string, ...value: string[]): Fact => ({ label: t(label), value: value.map((one) => t(one)) });

/** Description, period, quantity, unit, rate, amount; an empty cell is absent. */
const row = (cells: readonly [string, string, string, string, string, string], ...notes: string[]): RowView => ({
  description: t(cells[0]),
  notes: notes.map((note) => t(note)),
  ...(cells[1] === "" ? {} : { period: t(cells[1]) }),
  ...(cells[2] === "" ? {} : { quantity: { value: t(cells[2]), unit: t(cells[3]) } }),
  ...(cells[4] === "" ? {} : { rate: t(cells[4]) }),
  amount: t(cells[5]),
});

const part = (title: string, rows: readonly RowView[], subtotal: readonly [string, string]): PartView => ({
  title: t(title),
  rows,
  subtotal: { label: t(subtotal[0]), value: t(subtotal[1]) },
});

const replaced = (view: DocumentView, blocks: readonly Block[]): DocumentView => ({
  ...view,
  blocks: view.blocks.map((block) => blocks.find(({ kind }) => kind === block.kind) ?? block),
});

/** German: long words, long dates, no link (rule B3), direct payment alone; legal notices of some length. */
export const germanView = (): DocumentView => ({
  ...replaced(sampleView(), [
    {
      kind: "letterhead",
      brand: t("Genesys Cloud", "en"),
      sender: [
        t("Genesys Telecommunications Laboratories GmbH", "en"),
        t("Joseph-Wild-Straße 20"),
        t("81829 München"),
        t("Deutschland"),
        t("USt-IdNr. DE000000000"),
        t("Amtsgericht München, HRB 000000"),
      ],
      title: t("Rechnung"),
      number: t("DE-2026-000000004711"),
      marks: [t("MUSTER – keine Zahlungsaufforderung")],
    },
    {
      kind: "summary",
      facts: [
        fact("Rechnungsdatum", "15. Mai 2026"),
        fact("Fälligkeitsdatum", "14. Juni 2026"),
        fact("Zahlbar in", "Euro (EUR)"),
      ],
      amount: { label: t("Zahlbetrag"), value: t("1.234.839,50 €"), code: t("EUR") },
    },
    {
      kind: "details",
      parties: [
        {
          heading: t("Rechnungsempfänger"),
          name: t("Donaudampfschifffahrtsgesellschaft Versicherungsverein auf Gegenseitigkeit"),
          lines: [
            "z. Hd. Kreditorenbuchhaltung und Rechnungsprüfung",
            "Kaiserin-Augusta-Allee 104–106, Aufgang C, 4. Obergeschoss",
            "10553 Berlin",
            "Deutschland",
            "USt-IdNr. DE111111111",
          ].map((line) => t(line)),
        },
        {
          heading: t("Bereitgestellt für"),
          name: t("Vereinigte Süddeutsche Wasserversorgungsgesellschaften und Beteiligungs-GmbH & Co. KGaA"),
          lines: [t("Donaudampfschifffahrtsgesellschaftskapitänsallee 1200"), t("67435 Neustadt an der Weinstraße")],
        },
      ],
      heading: t("Abrechnungsdetails"),
      facts: [
        fact("Leistungszeitraum, Verbrauch", "15. Apr. – 14. Mai 2026"),
        fact("Leistungszeitraum, Vorauszahlung", "15. Mai – 14. Juni 2026"),
        fact("Zahlungsbedingungen", "30 Tage netto"),
        fact("Ihre Bestellnummer", "Rahmenvertrag-2026/Kommunikationsdienstleistungen-0077-20391"),
        fact("Tarif", "Jährlich, monatliche Zahlung"),
      ],
    },
    {
      kind: "lines",
      caption: t("Positionen"),
      columns: {
        description: t("Beschreibung"),
        period: t("Leistungszeitraum"),
        quantity: t("Menge"),
        rate: t("Einzelpreis"),
        amount: t("Betrag"),
      },
      sections: [
        {
          ...part(
            "Kernleistungen und Gebühren",
            [
              row([
                "Genesys Cloud CX 1 User – Vorauszahlung",
                "15. Mai 2026 – 14. Juni 2026",
                "12.080",
                "Benutzerlizenzen",
                "75,00",
                "906.000,00",
              ]),
              row(
                [
                  "Telekommunikationsüberwachungsverordnungskonforme Gesprächsaufzeichnung",
                  "15. Dez. 2025 – 14. Jan. 2026",
                  "3.158",
                  "Benutzerlizenzen",
                  "90,0055",
                  "284.237,37",
                ],
                "138 aktiv, davon 80 vorausbezahlt",
              ),
            ],
            ["Zwischensumme, Kernleistungen und Gebühren", "1.190.237,37"],
          ),
          parts: [],
        },
      ],
    },
    {
      kind: "totals",
      rows: [
        { role: "sum", label: t("Nettobetrag"), value: t("1.190.237,37") },
        {
          role: "sum",
          label: t("Umsatzsteuer"),
          detail: t("19 % von 234.747,52: Regelsteuersatz gemäß § 12 Abs. 1 UStG"),
          value: t("44.602,03"),
        },
        { role: "total", label: t("Zahlbetrag"), value: t("1.234.839,50 €"), code: t("EUR") },
        { role: "note", label: t("Quellensteuer, nicht einbehalten"), value: t("1.000,00") },
      ],
      notes: [
        t(
          "Die Entgelte enthalten keine Steuern, Abgaben, Zölle oder ähnlichen Lasten wie Mehrwert-, Umsatz-, Verbrauchs- oder Quellensteuern.",
        ),
      ],
    },
    {
      kind: "paying",
      direct: {
        heading: t("Zahlung per Überweisung"),
        facts: [
          fact("Überweisung", "Bank: Erste Beispielbank AG", "IBAN: DE00 0000 0000 0000 0000 00", "BIC: XXXXDEXXXXX"),
          fact("Verwendungszweck", "DE-2026-000000004711"),
        ],
      },
    },
  ]),
  locale: "de-DE",
  paper: "A4",
});

/** Japanese: wide characters everywhere, no minor unit, marks that refer to the taxes, parts, rows without a rate. */
export const japaneseView = (): DocumentView => ({
  ...replaced(sampleView(), [
    {
      kind: "letterhead",
      brand: t("Genesys Cloud", "en"),
      sender: ["ジェネシス・ジャパン株式会社", "〒105-0001 東京都港区虎ノ門1-2-3", "登録番号 T0000000000000"].map(
        (line) => t(line),
      ),
      title: t("請求書"),
      number: t("JP-2026-004711"),
      marks: [t("見本 ― 支払いの請求ではありません")],
    },
    {
      kind: "summary",
      facts: [fact("発行日", "2026年5月15日"), fact("支払期限", "2026年6月14日"), fact("支払通貨", "日本円（JPY）")],
      amount: { label: t("ご請求金額"), value: t("￥14,839,500"), code: t("JPY") },
    },
    {
      kind: "details",
      parties: [
        {
          heading: t("請求先"),
          name: t("株式会社東京海上火災コールセンターサービス 御中"),
          above: [t("〒100-0005"), t("東京都千代田区丸の内一丁目二番三号 丸の内中央ビルディング十五階")],
          lines: [t("経理部")],
        },
      ],
      heading: t("請求内容の詳細"),
      facts: [
        fact("利用期間（従量）", "2026年4月15日～2026年5月14日"),
        fact("支払条件", "30日以内"),
        fact("契約番号", "Q-118204"),
      ],
    },
    japaneseLines(),
    {
      kind: "totals",
      rows: [
        { role: "sum", label: t("小計"), value: t("13,490,455") },
        {
          role: "sum",
          label: t("消費税（10%対象）"),
          detail: t("13,490,455の10%"),
          mark: t("A"),
          value: t("1,349,045"),
        },
        { role: "sum", label: t("消費税（対象外）"), mark: t("B"), value: t("0") },
        { role: "total", label: t("ご請求金額"), value: t("￥14,839,500"), code: t("JPY") },
      ],
      notes: [
        t("料金には、消費税、付加価値税、源泉徴収税その他これらに類する税金、関税および公租公課は含まれておりません。"),
      ],
    },
  ]),
  locale: "ja-JP",
  paper: "A4",
});

const japaneseLines = (): LinesBlock => {
  const marked = (one: RowView, mark: string): RowView => ({ ...one, mark: t(mark) });
  const period = "2026年4月15日～2026年5月14日";
  return {
    kind: "lines",
    caption: t("ご請求明細"),
    columns: {
      description: t("品目"),
      period: t("利用期間"),
      quantity: t("数量"),
      rate: t("単価"),
      mark: t("税"),
      amount: t("金額"),
    },
    sections: [
      {
        ...part(
          "基本サービスおよび料金",
          [
            marked(row(["Genesys Cloud CX 1 User（前払い）", period, "1,380", "ユーザー", "9,775", "13,489,500"]), "A"),
            marked(row(["割引：年間契約による特別値引き", "", "", "", "", "-500"]), "A"),
          ],
          ["基本サービスおよび料金 小計", "13,489,000"],
        ),
        parts: [],
      },
      {
        ...part(
          "電話利用料",
          [marked(row(["国内発信通話", period, "36,412.6", "分", "0.0055", "200"]), "A")],
          ["電話利用料 合計", "1,455"],
        ),
        parts: [
          part(
            "番号月額料金",
            [
              marked(
                row(["市外局番付き電話番号の月額利用料金", period, "5", "番号", "251", "1,255"], "5番号、全期間分"),
                "B",
              ),
            ],
            ["番号月額料金 小計", "1,255"],
          ),
        ],
      },
    ],
  };
};

/** A saved method is announced beside the link (rule B7), in a document of one row without notes. */
export const announcedView = (): DocumentView => {
  const view = sampleView();
  return {
    ...view,
    blocks: view.blocks.flatMap((block): readonly Block[] => {
      if (block.kind === "lines") return [{ ...block, sections: block.sections.slice(1, 2) }];
      if (block.kind !== "paying") return [block];
      return [
        {
          ...block,
          announced: {
            heading: t("Charged automatically on Jun 14, 2026"),
            paragraphs: [t("The amount due will be charged on Jun 14, 2026 to your saved card Visa ending in 4242.")],
          },
        },
      ];
    }),
  };
};

/** Nothing to pay (rule B9): a credit note has no payment block, here no marks either. */
export const creditView = (): DocumentView => {
  const view = replaced(sampleView(), [
    {
      kind: "letterhead",
      brand: t("Genesys Cloud"),
      sender: [t("Genesys Cloud Services, Inc.")],
      title: t("Credit note"),
      number: t("CN-2026-000012"),
      marks: [],
    },
  ]);
  return { ...view, marks: [], blocks: view.blocks.filter(({ kind }) => kind !== "paying") };
};
