export type Labelled = { readonly label: string; readonly value: string };

/** A length or a place in a chart, in hundredths of its width or height: "37.25%". */
export type Percent = `${number}%`;

/** Documents in = what became of them; a reader with a calculator gets the same. */
export type Equation = {
  readonly left: Labelled;
  readonly right: readonly Labelled[];
  readonly holds: boolean;
  /** Says in words whether it adds up, and where it does not, what that means. */
  readonly verdict: string;
};

export type OutcomeKind = "issued" | "already-issued" | "refused" | "waiting";

/** One bar of all documents, cut into what became of them; `parts` are its legend and its table too. */
export type OutcomeChart = {
  readonly heading: string;
  /** The whole chart in a sentence. */
  readonly description: string;
  readonly columns: Columns;
  readonly parts: readonly {
    readonly kind: OutcomeKind;
    readonly label: string;
    readonly documents: string;
    readonly share: string;
    readonly start: Percent;
    readonly width: Percent;
  }[];
  /** Where a part is drawn wider than it is, so that it can be seen. */
  readonly note?: string;
};

export type Columns = { readonly label: string; readonly documents: string; readonly share: string };

/** A table whose last column is a bar as well as a figure. */
export type BarChart = {
  readonly heading: string;
  readonly columns: Columns;
  readonly rows: readonly {
    readonly label: string;
    readonly note?: string;
    readonly documents: string;
    readonly share: string;
    /** Of the longest bar. */
    readonly width: Percent;
  }[];
  readonly note?: string;
};

/** Columns over time, and the table that says the same. */
export type ColumnChart = BarChart & {
  readonly description: string;
  /** What the height of the picture stands for. */
  readonly most: string;
  readonly first: string;
  readonly last: string;
  readonly bars: readonly {
    readonly x: Percent;
    readonly width: Percent;
    readonly y: Percent;
    readonly height: Percent;
  }[];
};

export type MoneyTable = {
  readonly heading: string;
  readonly columns: {
    readonly label: string;
    readonly documents: string;
    readonly net: string;
    readonly tax: string;
    readonly total: string;
  };
  /** One a currency: a row a kind, and their sum where there are several. */
  readonly currencies: readonly { readonly code: string; readonly rows: readonly MoneyRow[] }[];
  /** Why there is no row, or what has no money. */
  readonly note?: string;
};

export type MoneyRow = {
  readonly role: "kind" | "sum";
  readonly label: string;
  readonly documents: string;
  readonly net: string;
  readonly tax: string;
  readonly total: string;
};

/** One thing that is wrong, or that is waited for: where, in which document, what, and what helps. */
export type Example = {
  readonly place: string;
  readonly document?: string;
  readonly message: string;
  readonly hint?: string;
};

export type Examples = { readonly heading: string; readonly items: readonly Example[]; readonly more?: string };

export type NumberTable = {
  readonly heading: string;
  readonly columns: {
    readonly series: string;
    readonly first: string;
    readonly last: string;
    readonly documents: string;
  };
  readonly rows: readonly {
    readonly series: string;
    readonly first: string;
    readonly last: string;
    readonly documents: string;
  }[];
};

/**
 * What a bill run came to, for the operator and the head of billing: all words and figures are final here, renderers
 * only lay out. A part that the run gives no reason for is absent.
 */
export type RunReportView = {
  readonly brand: string;
  readonly title: string;
  readonly run: string;
  /** SAMPLE; still running; stopped. */
  readonly marks: readonly string[];
  readonly facts: readonly Labelled[];
  readonly headline: Labelled;
  /** Billed by currency: invoices less credit notes, taxes included. */
  readonly sums: { readonly heading: string; readonly items: readonly Labelled[]; readonly note?: string };
  readonly reconciliation: { readonly heading: string; readonly equations: readonly Equation[] };
  readonly outcomes?: OutcomeChart;
  readonly money?: MoneyTable;
  readonly regions?: BarChart;
  readonly locales?: BarChart;
  readonly dueDates?: ColumnChart;
  /** Where there are many groups, only the first lie open on a screen. */
  readonly refusals?: {
    readonly overview: BarChart;
    readonly groups: readonly (Examples & { readonly open: boolean })[];
  };
  readonly waiting?: Examples;
  readonly workers?: BarChart;
  readonly series?: NumberTable;
  readonly provenance: { readonly heading: string; readonly facts: readonly Labelled[] };
};
