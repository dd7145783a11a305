/** A way to another file of the export: relative, each part of it escaped for an address. */
export type FileLink = { readonly label: string; readonly href: string };

/** One page of the list of an export's documents; all words and figures are final here. */
export type AuditListView = {
  readonly brand: string;
  readonly title: string;
  readonly page: string;
  readonly facts: readonly { readonly label: string; readonly value: string }[];
  readonly note: string;
  /** The lists of the export, and the pages before and after this one. */
  readonly links: readonly FileLink[];
  readonly columns: {
    readonly document: string;
    readonly issued: string;
    readonly customer: string;
    readonly state: string;
    readonly total: string;
    readonly files: string;
  };
  readonly rows: readonly {
    readonly document: string;
    readonly kind: string;
    readonly issued: string;
    readonly customer: string;
    readonly account: string;
    readonly state: string;
    readonly total: string;
    readonly files: readonly FileLink[];
    /** What is missing of it. */
    readonly lack?: string;
  }[];
};
