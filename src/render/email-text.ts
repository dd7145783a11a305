import type { Link } from "../present/document-view.ts";
import type { EmailAction, EmailSection, EmailView } from "../present/email-view.ts";
import { factLines, INDENT, paragraph, separated } from "./text-lines.ts";

/** Columns of a mail, so that it can be quoted a few times within 78. */
export const EMAIL_WIDTH = 72;

/** The plain part of a mail: complete in itself, addresses on lines of their own so that they can be clicked. */
export const emailText = (view: EmailView): string => {
  const { brand, marks, title, amount, paragraphs, action, paying, facts, notes, foot } = view;
  const groups = [
    [brand, ...marks].flatMap((text) => paragraph(text, 0, EMAIL_WIDTH)),
    [
      ...paragraph(title, 0, EMAIL_WIDTH),
      ...(amount === undefined
        ? []
        : factLines(
            [{ label: amount.label, value: [{ runs: [...amount.value.runs, { text: " " }, ...amount.code.runs] }] }],
            0,
            EMAIL_WIDTH,
          )),
    ],
    paragraphs.flatMap((text) => paragraph(text, 0, EMAIL_WIDTH)),
    ...(action === undefined ? [] : [actionLines(action)]),
    ...paying.map(sectionLines),
    factLines(facts, 0, EMAIL_WIDTH),
    ...notes.map(sectionLines),
    ["-".repeat(EMAIL_WIDTH), ...foot.flatMap((text) => paragraph(text, 0, EMAIL_WIDTH))],
  ];
  return `${separated(groups)
    .map((line) => line.replace(/[ \t]+$/, ""))
    .join("\n")}\n`;
};

const actionLines = ({ heading, link, paragraphs }: EmailAction): readonly string[] => [
  ...paragraph(heading, 0, EMAIL_WIDTH),
  addressLine(link),
  ...paragraphs.flatMap((text) => paragraph(text, 1, EMAIL_WIDTH)),
];

const sectionLines = ({ heading, paragraphs, links }: EmailSection): readonly string[] => [
  ...paragraph(heading, 0, EMAIL_WIDTH),
  ...paragraphs.flatMap((text) => paragraph(text, 1, EMAIL_WIDTH)),
  ...links.map(addressLine),
];

/** Never broken, however long: a mail program finds the whole address. Its text is the end of it. */
const addressLine = ({ href }: Link): string => INDENT + href.replace(/^mailto:/, "");
