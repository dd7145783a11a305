import { createSupportPage } from "../../pipeline.ts";
import { LOCALES } from "../../kernel/party.ts";
import type { Assets } from "../world.ts";
import { PAPERS } from "./preview.ts";

/** The page for support; its data comes by the API, to who has a key. */
export const supportPage = (assets: Assets) => createSupportPage(assets);

/** What the page lets its user choose from. */
export const CHOICES = { locales: LOCALES, papers: PAPERS } as const;
