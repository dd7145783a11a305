import type { AuditListView } from "../present/audit-list-view.ts";
import { themeStyle, withHash } from "./html-style.ts";
import type { RenderAssets } from "./renderer.ts";
import { templateCompiler } from "./templates.ts";

/**
 * A page of an export's list in the look of the documents: self-contained, without script, its styles allowed by their
 * hashes alone; each string of the view is escaped exactly once. It never refuses.
 */
export const createAuditListRenderer = (assets: RenderAssets): ((view: AuditListView) => string) => {
  const page = templateCompiler(assets)("audit-list.hbs");
  const sheets = ["run-report.css", "audit-list.css"].map((name) => assets.template(name));
  const styles = [themeStyle(assets), ...sheets].map((css) => withHash(css, assets));
  return (view) => page({ view, styles });
};
