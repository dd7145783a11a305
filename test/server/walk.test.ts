import { readFileSync } from "node:fs";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { mailed } from "../app/delivery/post-office.ts";
import { sha256 } from "../app/fake-world.ts";
import { announceMissingBrowser, findChromium } from "../browser.ts";
import { openTown, type Town } from "./walk-town.ts";

const AP = "ap@harborfinch.example";
const TESTS = ["a customer's walk from the mail to the receipt, and that of a payment that fails"];

const executablePath = findChromium();
if (executablePath === undefined && process.env["CI"] === undefined) announceMissingBrowser(TESTS);

describe.runIf(executablePath !== undefined || process.env["CI"] !== undefined)("a customer with a phone", () => {
  let town: Town;
  beforeAll(async () => {
    town = await openTown(executablePath ?? "");
  });
  afterAll(() => town.close());

  /** From the signed link over "Pay online" to Stripe's page, and back by that button. */
  const payFrom = async (link: string, button: string): Promise<void> => {
    const { phone } = town;
    await phone.goto(link);
    await phone.getByRole("link", { name: "Pay online" }).tap();
    await phone.getByRole("button", { name: "Continue to Stripe" }).tap();
    await phone.getByRole("button", { name: button }).tap();
    await phone.waitForURL(/returned=done/);
  };

  const heading = () => town.phone.getByRole("heading", { level: 1 }).textContent();
  const words = () => town.phone.locator("body").innerText();
  const lastEvent = () => {
    const event = town.stripe.events().at(-1);
    if (event === undefined) throw new Error("Stripe has told nothing");
    return event;
  };
  const mailsOf = async (number: string) =>
    (await town.post.parsed()).filter(({ subject }) => subject?.includes(number) === true);
  const subjectsOf = async (number: string) => (await mailsOf(number)).map(({ subject }) => subject);

  test("[F2] [A20] [B3] [B4] [B6] gets the mail, reads the invoice, pays it, and has one receipt", async () => {
    const { phone } = town;
    const number = await town.bill(draft("paid"));
    expect(await town.deliver()).toEqual(["document sent"]);
    const [mail] = await mailsOf(number);
    const issued = await town.pdfHash("paid");
    expect(mail?.attachments.map(({ content }) => sha256(content))).toEqual([issued]);

    const link = await town.link("paid");
    await phone.goto(link);
    const download = phone.waitForEvent("download");
    await phone.getByRole("link", { name: "Download PDF" }).tap();
    const saved = await download;
    expect(saved.suggestedFilename()).toBe(`${number}.pdf`);
    expect(sha256(readFileSync(await saved.path()))).toBe(issued);
    const payLink = await phone.getByRole("link", { name: "Pay online" }).getAttribute("href");
    expect(payLink).toMatch(/^https:\/\/pay\.meridian\.example\/p\//);
    expect(mail?.html).toContain(payLink);

    await payFrom(link, "Pay by card");
    expect(await words()).toContain("We are waiting for Stripe to confirm your payment.");
    expect(await town.tell(lastEvent(), 2)).toEqual([204, 204]);
    await phone.reload();
    expect(await heading()).toBe("Payment received");
    expect(await town.deliver()).toEqual(["receipt sent"]);
    expect(await town.deliver()).toEqual([]);
    expect(await subjectsOf(number)).toEqual([
      `Invoice ${number}: USD 75.00 due Jun 14, 2026`,
      `Payment received: invoice ${number}`,
    ]);

    await phone.goto(link);
    expect(await words()).toContain("The invoice is paid in full");
    expect(await phone.getByRole("link", { name: "Pay online" }).count()).toBe(0);
    expect(town.faults).toEqual([]);
  });

  test("[B6] is told once that a debit failed, finds the invoice open, and so does the collections team", async () => {
    const { phone } = town;
    const number = await town.bill(draft("failed"));
    expect(await town.deliver()).toEqual(["document sent"]);
    const link = await town.link("failed");
    await payFrom(link, "Pay by bank");
    const page = town.stripe.sessions().at(-1)?.url ?? "";
    await town.tell(lastEvent(), 1);
    await phone.reload();
    expect(await heading()).toBe("Payment in progress");
    expect(await town.tell(town.stripe.bounce(page), 2)).toEqual([204, 204]);
    expect(await town.deliver()).toEqual(["payment-failed sent"]);
    expect(await town.deliver()).toEqual([]);
    expect((await subjectsOf(number)).slice(1)).toEqual([`Payment failed: invoice ${number}`]);

    await phone.goto(link);
    await phone.getByRole("link", { name: "Pay online" }).tap();
    expect(await words()).toContain("The last payment attempt failed. The invoice is still open");
    expect(await town.openList()).toMatchObject([{ id: "failed", open: "75.00", payment: "failed", failures: 1 }]);
    expect(town.faults).toEqual([]);
  });
});

/** Its link is ours to make. */
const draft = (id: string) => mailed(id, [AP], { payment: {} });
