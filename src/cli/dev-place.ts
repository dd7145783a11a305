/** The checkout that holds the cases, templates and words. */
export const ROOT = new URL("../../", import.meta.url);

/** What a change in makes the page another one. */
export const WATCHED = ["src", "templates", "locales", "issuers", "fonts", "golden", "test/issuers"] as const;

/** A port as it was typed or handed over; 0 for any that is free. */
export const portOf = (given: unknown): number | undefined => {
  const text = String(given);
  return /^\d{1,5}$/.test(text) && Number(text) <= 65_535 ? Number(text) : undefined;
};
