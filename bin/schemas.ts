import { mkdirSync, writeFileSync } from "node:fs";
import { INPUT_FORMATS, jsonSchemaOf, schemaFileName } from "../src/intake/input-formats.ts";

/** Writes docs/schema/ anew: `node bin/schemas.ts`. A test fails where a file there is not what this writes. */
const FOLDER = new URL("../docs/schema/", import.meta.url);

mkdirSync(FOLDER, { recursive: true });
for (const format of INPUT_FORMATS) {
  writeFileSync(new URL(schemaFileName(format), FOLDER), `${JSON.stringify(jsonSchemaOf(format), null, 2)}\n`);
}
