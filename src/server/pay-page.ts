import type { FastifyInstance, FastifyReply } from "fastify";
import { lookAtPayment } from "../app/paying/look-at-payment.ts";
import { openPayment, type Opening } from "../app/paying/open-payment.ts";
import { pageHosts } from "../app/paying/page-hosts.ts";
import { createPayPages, type Visit } from "../app/paying/pay-pages.ts";
import type { ServerDesk } from "./desk.ts";
import { createPayLimits, type PayParams } from "./pay-limits.ts";
import { createPayMetrics } from "./pay-metrics.ts";
import { paymentDeskOf } from "./payment-desk.ts";
import { refuseAnyone } from "./problem.ts";
import { allowForm } from "./security.ts";

/** What may stand behind the token; whatever else does is ignored, as mail programs add to links. */
type PayQuery = { readonly lang?: unknown; readonly returned?: unknown; readonly click?: unknown };

/** Of the form: a wish and a button. */
const FORM_BYTES = 1_024;

/**
 * The permanent address that is printed on an invoice as link and QR code (rule B3). Looking at it begins nothing; the
 * button leads to the provider's page with the methods that the limits allow at that moment (rule B5).
 */
export const payPageRoutes =
  (desk: ServerDesk) =>
  async (app: FastifyInstance): Promise<void> => {
    const { issuer, pages, world } = desk;
    const paying = paymentDeskOf(desk);
    if (paying === undefined) {
      app.log.warn("there are no pay pages and no webhook: no payment provider is set up");
      return;
    }
    const payPages = createPayPages({ assets: world.assets, issuer });
    const limits = createPayLimits(app, desk);
    const metrics = createPayMetrics(desk.metrics.registry);
    const targets = pageHosts(paying.provider, issuer);
    /** One answer to whatever is the address of no invoice. */
    const unknown = (reply: FastifyReply): FastifyReply => refuseAnyone(reply, { status: 404, pages });
    readForms(app);

    app.get<{ Params: PayParams; Querystring: PayQuery }>(
      "/p/:token",
      { onRequest: limits.ofToken, schema: { tags: ["paying"], summary: "how an invoice stands, and how to pay it" } },
      async (request, reply) => {
        const look = await lookAtPayment(request.params.token, paying);
        if (look.kind === "unknown") return unknown(reply);
        const { html, styleHashes } = payPages.draw(look, visitOf(request.query));
        return allowForm(reply, { styleHashes, targets }).type("text/html; charset=utf-8").send(html);
      },
    );

    app.post<{ Params: PayParams; Querystring: PayQuery; Body: unknown }>(
      "/p/:token/pay",
      {
        onRequest: [limits.ofToken, limits.ofClicks],
        bodyLimit: FORM_BYTES,
        schema: { tags: ["paying"], summary: "the button: on to the page of the payment provider" },
      },
      async (request, reply) => {
        const { token } = request.params;
        const opening = await openPayment({ token, saving: savingIn(request.body) }, paying);
        metrics.clicks.inc({ result: opening.kind });
        if (opening.kind === "unknown") return unknown(reply);
        if (opening.kind === "page") return reply.redirect(opening.url, 303);
        if (opening.kind === "unavailable") {
          request.log.error({ document: opening.document.id, issues: opening.issues }, "no page to pay on");
        }
        return reply.redirect(`../${token}${queryAfter(opening, request.query)}`, 303);
      },
    );
  };

/** What a browser sends from a form, and nothing else. */
const readForms = (app: FastifyInstance): void => {
  app.removeAllContentTypeParsers();
  app.addContentTypeParser<string>(
    "application/x-www-form-urlencoded",
    { parseAs: "string" },
    async (_request: unknown, body: string) => new URLSearchParams(body),
  );
};

/** The payer's wish to have the method saved (rule B7). */
const savingIn = (body: unknown): "wanted" | "not-wanted" =>
  body instanceof URLSearchParams && body.get("saving") === "wanted" ? "wanted" : "not-wanted";

const visitOf = ({ lang, returned, click }: PayQuery): Visit => ({
  ...(typeof lang === "string" && { lang }),
  returned: returned === "done" ? "done" : "no",
  click: click === "unavailable" ? "unavailable" : "none",
});

/** Back to the page, which tells how things stand; of a provider that is silent it knows by the address only. */
const queryAfter = ({ kind }: Opening, { lang }: PayQuery): string => {
  const query = new URLSearchParams({
    ...(typeof lang === "string" && { lang }),
    ...(kind === "unavailable" && { click: kind }),
  }).toString();
  return query === "" ? "" : `?${query}`;
};
