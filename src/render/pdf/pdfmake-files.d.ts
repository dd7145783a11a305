import "pdfmake";

/** pdfmake's files in memory: there on the server too, but missing in its types. */
declare module "pdfmake" {
  export const virtualfs: { readonly writeFileSync: (name: string, bytes: Uint8Array) => void };
}
