import type { RequestListener } from "node:http";
import type { FakeStripe } from "./fake-stripe.ts";
import { at } from "./form.ts";
import { BANK, CARD } from "./payer.ts";

/** Stripe's own page in few words: what is to be paid, a button for each method, and back to who sent the payer. */
export const checkoutPage =
  (stripe: FakeStripe): RequestListener =>
  (request, response) => {
    const url = `https://checkout.stripe.com${request.url ?? ""}`;
    const session = stripe.sessions().find((one) => one.url === url);
    if (session === undefined) return void response.writeHead(404).end();
    if (request.method === "POST") return pay(url, stripe)(request, response);
    response.writeHead(200, { "content-type": "text/html; charset=utf-8" });
    response.end(pageOf(`${session.minor} ${session.currency}`));
  };

const pay =
  (url: string, stripe: FakeStripe): RequestListener =>
  (request, response) => {
    let body = "";
    request.setEncoding("utf8").on("data", (text: string) => void (body += text));
    request.on("end", () => {
      stripe.pay(url, new URLSearchParams(body).get("method") === "bank" ? BANK : CARD);
      response.writeHead(303, { location: successUrl(stripe) }).end();
    });
  };

/** Where the page that was opened last leads back to. */
const successUrl = ({ requests }: FakeStripe): string => {
  const opened = requests.findLast(({ line }) => line === "POST /v1/checkout/sessions");
  const url = at(opened?.form, "success_url");
  if (url === undefined) throw new Error("no page was opened");
  return url;
};

const pageOf = (
  amount: string,
): string => `<!doctype html><html lang="en"><title>Stripe</title><link rel="icon" href="data:,"><body>
<h1>${amount}</h1>
<form method="post">
<button name="method" value="card">Pay by card</button>
<button name="method" value="bank">Pay by bank</button>
</form>`;
