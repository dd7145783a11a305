import type { WebPageView } from "../present/web-page-view.ts";
import { themeStyle, withHash } from "./html-style.ts";
import type { RenderAssets } from "./renderer.ts";
import { templateCompiler } from "./templates.ts";

export type WebPageRenderer = {
  readonly draw: (view: WebPageView) => string;
  /** Of its styles, SHA-256 in base64: what the policy of the page allows, and nothing else. */
  readonly styleHashes: readonly string[];
};

/** Small pages in the look of the documents: no script, nothing loaded from elsewhere. Each string is escaped exactly once. */
export const createWebPageRenderer = (assets: RenderAssets): WebPageRenderer => {
  const page = templateCompiler(assets)("web-page.hbs");
  const styles = [withHash(themeStyle(assets), assets), withHash(assets.template("web-page.css"), assets)];
  return { draw: (view) => page({ view, styles }), styleHashes: styles.map(({ hash }) => hash) };
};
