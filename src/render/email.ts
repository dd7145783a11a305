import type { DocumentView } from "../present/document-view.ts";
import type { EmailView } from "../present/email-view.ts";
import { emailText } from "./email-text.ts";
import { coloursOf } from "./html-style.ts";
import type { RenderAssets } from "./renderer.ts";
import { templateCompiler } from "./templates.ts";

/** A mail without its envelope: the subject fits a header, the other two are the parts of multipart/alternative. */
export type Email = { readonly subject: string; readonly html: string; readonly text: string };

/**
 * Lays out a mail for programs that know no more than tables and inline styles; nothing is loaded, and without styles or
 * with pictures off it reads the same. Dark colours stand in a style element, which programs may drop. It never refuses.
 */
export const createEmailRenderer = (assets: RenderAssets): ((view: EmailView) => Email) => {
  const template = templateCompiler(assets)("email.hbs");
  const theme: unknown = JSON.parse(assets.template("theme.json"));
  const look = {
    light: Object.fromEntries(coloursOf(theme, "colours")),
    dark: Object.fromEntries(coloursOf(theme, "dark")),
  };
  return (view) => ({
    subject: view.subject,
    html: template({ view, look: { ...look, font: fontOf(view.locale) } }),
    text: emailText(view),
  });
};

/**
 * Fonts that machines have. Outlook on Windows takes the first name or Times, so the first is one of its own; Japanese
 * comes before Latin, since else its letters would come from a Chinese font.
 */
const fontOf = (locale: DocumentView["locale"]): string =>
  locale.startsWith("ja")
    ? "Meiryo, 'Hiragino Sans', 'Yu Gothic', 'Noto Sans CJK JP', sans-serif"
    : "'Segoe UI', -apple-system, BlinkMacSystemFont, Roboto, 'Helvetica Neue', Arial, sans-serif";
