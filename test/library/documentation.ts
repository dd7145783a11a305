import { readFileSync } from "node:fs";

/** The first block of code in that language in a page of docs/, as it stands there. */
export const codeBlock = (page: string, language: string): string => {
  const text = readFileSync(new URL(`../../docs/${page}`, import.meta.url), "utf8");
  const block = new RegExp(`^\`\`\`${language}\\n(.*?)^\`\`\`$`, "ms").exec(text)?.[1];
  if (block === undefined) throw new Error(`docs/${page} has no block of ${language}`);
  return block;
};
