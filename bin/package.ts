import { rmSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { assemblePackage } from "./assemble-package.ts";

/** Makes out/package anew: the folder that `npm run package` packs. */
const FOLDER = fileURLToPath(new URL("../out/package", import.meta.url));

rmSync(FOLDER, { recursive: true, force: true });
assemblePackage(FOLDER);
