import type { RunReportView } from "../present/run-report-view.ts";
import { themeStyle, withHash } from "./html-style.ts";
import type { RenderAssets } from "./renderer.ts";
import { templateCompiler } from "./templates.ts";

/**
 * The report of a bill run as one self-contained page in the look of the documents: no script, nothing loaded from
 * elsewhere, its styles allowed by their hashes alone. The template is compiled here, once; each string of the view is
 * escaped exactly once. It never refuses.
 */
export const createRunReportRenderer = (assets: RenderAssets): ((view: RunReportView) => string) => {
  const page = templateCompiler(assets)("run-report.hbs");
  const styles = [withHash(themeStyle(assets), assets), withHash(assets.template("run-report.css"), assets)];
  return (view) => page({ view, styles });
};
