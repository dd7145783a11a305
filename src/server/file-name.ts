/**
 * `Content-Disposition` by RFC 6266: a name of plain letters for old clients, and the whole one in UTF-8. Nothing of the
 * name ends the header or the quotes, whatever is in it.
 */
export const disposition = (kind: "attachment" | "inline", name: string): string => {
  const whole = name.toWellFormed();
  const plain = whole.replaceAll(/[^A-Za-z0-9 ._()-]/g, "_");
  const encoded = encodeURIComponent(whole).replaceAll(
    /['()*]/g,
    (sign) => `%${(sign.codePointAt(0) ?? 0).toString(16).toUpperCase()}`,
  );
  return `${kind}; filename="${plain}"; filename*=UTF-8''${encoded}`;
};
