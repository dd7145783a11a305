import Handlebars from "handlebars";
import type { Text } from "../present/document-view.ts";
import type { RenderAssets } from "./renderer.ts";

/** A compiled template; what it is given is only ever data to it, and each string is escaped exactly once. */
export type Template = (context: object) => string;

/**
 * Compiles files of templates/ by their names. `strict` and `knownHelpersOnly`: a name that is misspelt in a template
 * is a defect, not an empty place.
 */
export const templateCompiler = (assets: RenderAssets): ((name: string) => Template) => {
  const handlebars = Handlebars.create();
  const { escapeExpression, SafeString } = handlebars;
  handlebars.registerHelper("plain", (text: Text): string => text.runs.map((run) => run.text).join(""));
  handlebars.registerHelper(
    "text",
    (text: Text) =>
      new SafeString(
        text.runs
          .map((run) => {
            const escaped = escapeExpression(run.text);
            return run.lang === undefined ? escaped : `<span lang="${escapeExpression(run.lang)}">${escaped}</span>`;
          })
          .join(""),
      ),
  );
  return (name) => {
    const template = handlebars.compile<object>(handlebars.parse(assets.template(name)), {
      strict: true,
      noEscape: false,
      knownHelpers: { text: true, plain: true },
      knownHelpersOnly: true,
    });
    return (context) => template(context, OWN_PROPERTIES_ONLY);
  };
};

const OWN_PROPERTIES_ONLY = { allowProtoPropertiesByDefault: false, allowProtoMethodsByDefault: false };
