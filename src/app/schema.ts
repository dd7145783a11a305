import { fail, succeed, type Result } from "../kernel/result.ts";
import { INPUT_FORMATS, jsonSchemaOf } from "../pipeline.ts";

/** The JSON Schema of an input format, as text. */
export const schemaText = (typed: string): Result<string> => {
  const format = INPUT_FORMATS.find((known) => known === typed);
  return format === undefined
    ? fail({
        rule: null,
        at: "",
        message: `there is no input format "${typed}"`,
        hint: `there are ${INPUT_FORMATS.join(", ")}`,
      })
    : succeed(`${JSON.stringify(jsonSchemaOf(format), undefined, 2)}\n`);
};
