import type { PayPageView } from "../present/pay-page-view.ts";
import { themeStyle, withHash } from "./html-style.ts";
import type { RenderAssets } from "./renderer.ts";
import { templateCompiler } from "./templates.ts";

export type PayPageRenderer = {
  readonly draw: (view: PayPageView) => string;
  /** Of its styles, SHA-256 in base64: what the policy of the page allows, and nothing else. */
  readonly styleHashes: readonly string[];
};

/** The pay page in the look of the server's other small pages: no script, nothing loaded, each string escaped once. */
export const createPayPageRenderer = (assets: RenderAssets): PayPageRenderer => {
  const page = templateCompiler(assets)("pay-page.hbs");
  const sheets = [themeStyle(assets), assets.template("web-page.css"), assets.template("pay-page.css")];
  const styles = sheets.map((sheet) => withHash(sheet, assets));
  return { draw: (view) => page({ view, styles }), styleHashes: styles.map(({ hash }) => hash) };
};
