/**
 * The order of an address by its country, after the postal authorities (as libaddressinput has them).
 * {CITY} is in capitals where the post asks for it; what stands in brackets is left out with its field.
 */
export const ADDRESS_FORMS: Readonly<Record<string, string>> = {
  AT: "{lines}\n[{postalCode} ]{city}",
  AU: "{lines}\n{CITY}[ {region}][ {postalCode}]",
  BE: "{lines}\n[{postalCode} ]{city}",
  BR: "{lines}\n{city}[ - {region}]\n[CEP {postalCode}]",
  CA: "{lines}\n{city}[ {region}][ {postalCode}]",
  CH: "{lines}\n[{postalCode} ]{city}",
  DE: "{lines}\n[{postalCode} ]{city}",
  DK: "{lines}\n[{postalCode} ]{city}",
  ES: "{lines}\n[{postalCode} ]{city}[ ({region})]",
  FI: "{lines}\n[{postalCode} ]{city}",
  FR: "{lines}\n[{postalCode} ]{CITY}",
  GB: "{lines}\n{CITY}\n{region}\n{postalCode}",
  IE: "{lines}\n{city}\n{region}\n{postalCode}",
  IN: "{lines}\n{city}[ {postalCode}]\n{region}",
  IT: "{lines}\n[{postalCode} ]{city}[ {region}]",
  JP: "{lines}\n{city}[, {region}][ {postalCode}]",
  LU: "{lines}\n[{postalCode} ]{city}",
  MX: "{lines}\n[{postalCode} ]{city}[, {region}]",
  NL: "{lines}\n[{postalCode} ]{city}",
  NO: "{lines}\n[{postalCode} ]{city}",
  NZ: "{lines}\n{region}\n{city}[ {postalCode}]",
  PL: "{lines}\n[{postalCode} ]{city}",
  PT: "{lines}\n[{postalCode} ]{city}",
  SE: "{lines}\n[{postalCode} ]{city}",
  SG: "{lines}\n{city}[ {postalCode}]",
  US: "{lines}\n{city}[, {region}][ {postalCode}]",
};

/** For a country that is not in the table. */
export const GENERAL_ADDRESS_FORM = "{lines}\n{city}[ {region}][ {postalCode}]";
