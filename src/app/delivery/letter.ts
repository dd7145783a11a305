import type { Instant } from "../../kernel/calendar.ts";
import { fail, succeed, type Issue, type Result } from "../../kernel/result.ts";
import type { Issuer, LegalEntity } from "../../policy/issuer.ts";
import { createEmailRenderer } from "../../pipeline.ts";
import { drawableOf, type Drawable, type Kit } from "../drawable.ts";
import { kitOf, openBench } from "../drawing.ts";
import { openArchive } from "../ledger/archive.ts";
import { EXTENSIONS } from "../formats.ts";
import type { Delivery } from "../register/delivery.ts";
import type { RegisteredDocument } from "../register/document.ts";
import type { DeliveryDesk } from "./desk.ts";
import { emailOf } from "./email-of.ts";
import { attachmentName } from "./file-name.ts";
import type { Envelope, Mail, MailFile } from "./mailer.ts";

/** A mail that is ready, and whom it is still to reach. */
export type Letter = { readonly mail: Mail; readonly envelope: Envelope };

export type Errand = { readonly delivery: Delivery; readonly document: RegisteredDocument };

export type Sender = NonNullable<LegalEntity["mail"]>;

/** Writes the mails of issued documents, from what the store holds of them. */
export type Scribe = {
  readonly write: (errand: Errand, date: Instant) => Promise<Result<Letter>>;
  readonly senderOf: (document: RegisteredDocument) => Promise<Result<Sender>>;
};

export const openScribe = (desk: Pick<DeliveryDesk, "register" | "store" | "assets" | "digest" | "issuer">): Scribe => {
  const { store, assets, register } = desk;
  const archive = openArchive(store);
  const bench = openBench(assets);
  const renderEmail = createEmailRenderer(assets);
  const kits = new Map<Issuer, Kit>();
  const kitFor = (issuer: Issuer): Kit => {
    const kit = kits.get(issuer) ?? kitOf({ issuer, formats: [], mode: { kind: "numbered" }, suffix: "" }, bench);
    kits.set(issuer, kit);
    return kit;
  };
  const senderOf: Scribe["senderOf"] = async (document) => {
    const issuer = desk.issuer === undefined ? await archive.issuerOf(document) : succeed(desk.issuer);
    if (!issuer.ok) return issuer;
    const sender = issuer.value.entities[document.entity]?.mail;
    return sender === undefined ? fail(noSender(document)) : succeed(sender);
  };
  return {
    senderOf,
    write: async ({ delivery, document }, date) => {
      const sender = await senderOf(document);
      const filed = await archive.fileOf(document);
      if (!sender.ok) return sender;
      if (!filed.ok) return filed;
      const kit = kitFor(filed.value.issuer);
      const drawable = drawableOf(filed.value.document, kit);
      if (!drawable.ok) return drawable;
      if (drawable.value.view.locale !== document.locale) return fail(otherLanguage(document, drawable.value));
      const attempts = delivery.kind === "document" ? [] : await register.payments.attempts([document.id]);
      const email = emailOf(drawable.value, { delivery, attempts }, kit.context);
      const files = await filesOf({ delivery, document }, drawable.value, store);
      if (!email.ok) return email;
      if (!files.ok) return files;
      const { issuer } = filed.value;
      const mail: Mail = {
        ...renderEmail(email.value),
        messageId: messageIdOf({ delivery, document }, sender.value, desk.digest),
        date,
        locale: document.locale,
        from: { name: issuer.brand, address: sender.value.from },
        to: delivery.recipients,
        replyTo: issuer.billingTeams[document.region],
        attachments: files.value,
      };
      return succeed({ mail, envelope: { from: sender.value.bounce ?? sender.value.from, to: remaining(delivery) } });
    },
  };
};

/** Those who neither have it nor were refused for good. */
export const remaining = ({ recipients, tries }: Delivery): readonly string[] => {
  const settled = [...(tries?.accepted ?? []), ...(tries?.refused ?? []).map(({ address }) => address)];
  return recipients.filter((address) => !settled.includes(address));
};

/** The key alone would be the same in a trial register and the real one; a document's contents are not. */
const messageIdOf = ({ delivery, document }: Errand, { from }: Sender, digest: DeliveryDesk["digest"]): string => {
  const bytes = new TextEncoder().encode(`${delivery.key}\n${document.contentHash ?? document.inputHash}`);
  return `${digest(bytes).slice(0, 40)}@${from.slice(from.lastIndexOf("@") + 1)}`;
};

/** The PDF as it was issued, byte for byte, where the mail says that it brings one (rule A20). */
const filesOf = async (
  { delivery, document }: Errand,
  { view }: Drawable,
  store: DeliveryDesk["store"],
): Promise<Result<readonly MailFile[]>> => {
  if (delivery.kind !== "document" && delivery.kind !== "reminder") return succeed([]);
  const pdf = document.files.find(({ format }) => format === "pdf");
  if (pdf === undefined) return fail(noPdf(document));
  const bytes = await store.read(pdf.sha256);
  if (bytes === undefined || bytes.length !== pdf.bytes) return fail(notInStore(document, pdf.sha256));
  const name = attachmentName(view.meta.subject, document.number ?? document.id, EXTENSIONS.pdf);
  return succeed([{ name, type: "application/pdf", bytes }]);
};

const noSender = ({ entity, id }: RegisteredDocument): Issue => ({
  rule: "F2",
  at: `/entities/${entity}/mail`,
  message: `the profile says of the entity "${entity}" not whom its mails come from (${id})`,
  hint: `give entities.${entity}.mail in the profile, and name the profile with --issuer`,
});

const otherLanguage = ({ id, locale }: RegisteredDocument, { view }: Drawable): Issue => ({
  rule: "A13",
  at: "/customer/locale",
  message: `${id} was issued in ${locale}, and its mail would be in ${view.locale}`,
});

const noPdf = ({ id, files }: RegisteredDocument): Issue => ({
  rule: "F1",
  at: "",
  message: `${id} was issued without a PDF, so there is nothing to attach`,
  hint: `it has ${files.map(({ format }) => format).join(", ")}`,
});

const notInStore = ({ id }: RegisteredDocument, sha256: string): Issue => ({
  rule: "A20",
  at: "",
  message: `the PDF of ${id} is not in the store as the register has it, under ${sha256}`,
  hint: "does --store name the store of this register?",
});
