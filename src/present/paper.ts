/** Countries that print on US Letter (CLDR, measurementData); all others take A4. */
const LETTER = new Set(["BZ", "CA", "CL", "CO", "CR", "GT", "MX", "NI", "PA", "PH", "PR", "SV", "US", "VE"]);

/** The paper of the country where the document is received. */
export const paperOf = (country: string): "A4" | "Letter" => (LETTER.has(country) ? "Letter" : "A4");
