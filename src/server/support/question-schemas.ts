import { CHOICES } from "../../app/support/page.ts";
import { PREVIEW_FORMATS } from "../../app/support/preview.ts";
import { PROBLEM, REFUSALS } from "../schemas.ts";
import { PASTED_FIELDS, SOURCE } from "./source-body.ts";

const TEXT = { type: "string" } as const;

const LINE = {
  type: "object",
  properties: { place: { type: "integer" }, id: TEXT, name: TEXT, amount: TEXT },
} as const;

const FIELD = { type: "object", properties: { name: TEXT, before: TEXT, after: TEXT } } as const;

const ISSUE = {
  type: "object",
  properties: {
    rule: { type: ["string", "null"] },
    at: TEXT,
    message: TEXT,
    hint: TEXT,
    file: TEXT,
    line: { type: "integer" },
  },
} as const;

/** What does not hold in the pasted data is a 422: its issues know the line. */
const ANSWERED = { ...REFUSALS, 422: PROBLEM } as const;

export const PREVIEW_BODY = {
  type: "object",
  additionalProperties: false,
  required: ["input"],
  properties: {
    ...PASTED_FIELDS,
    formats: {
      type: "array",
      uniqueItems: true,
      items: { type: "string", enum: PREVIEW_FORMATS },
      description: "what to draw; none: the issues only (default: html)",
    },
    locale: { type: "string", enum: CHOICES.locales },
    paper: { type: "string", enum: CHOICES.papers },
    today: {
      type: "string",
      format: "date",
      description: "the day of the preview; charges go up to the day before (F4)",
    },
    words: { type: "string", enum: ["keys"], description: "the key of each word in its place" },
  },
} as const;

export const PREVIEW_ANSWER = {
  200: {
    type: "object",
    properties: {
      id: TEXT,
      kind: TEXT,
      locale: TEXT,
      paper: TEXT,
      lines: { type: "array", items: LINE },
      records: {
        type: "array",
        items: { type: "object", properties: { record: { type: "integer" }, id: TEXT, line: { type: "integer" } } },
      },
      warnings: { type: "array", items: ISSUE },
      files: {
        type: "object",
        properties: {
          html: TEXT,
          text: TEXT,
          pdf: { ...TEXT, description: "base64" },
          email: { type: "object", properties: { subject: TEXT, html: TEXT, text: TEXT } },
        },
      },
    },
  },
  ...ANSWERED,
} as const;

export const EXPLAIN_BODY = {
  type: "object",
  additionalProperties: false,
  required: ["source"],
  properties: {
    source: SOURCE,
    line: { ...TEXT, minLength: 1, maxLength: 200, description: "id of a line, or its place in print counted from 1" },
  },
} as const;

const PERIOD = { type: "object", properties: { first: TEXT, last: TEXT } } as const;

export const EXPLAIN_ANSWER = {
  200: {
    type: "object",
    properties: {
      trail: { ...TEXT, description: "as billwright explain tells it" },
      line: {
        type: "object",
        properties: {
          id: TEXT,
          name: TEXT,
          source: { type: "object", properties: { file: TEXT, pointer: TEXT, line: { type: "integer" } } },
          period: PERIOD,
          counted: TEXT,
          reckoned: TEXT,
          exact: TEXT,
          amount: TEXT,
          currency: TEXT,
          rounding: TEXT,
          taxes: { type: "array", items: TEXT },
          rules: { type: "array", items: { type: "object", properties: { id: TEXT, words: TEXT } } },
        },
      },
    },
  },
  ...ANSWERED,
} as const;

export const COMPARE_BODY = {
  type: "object",
  additionalProperties: false,
  required: ["before", "after"],
  properties: { before: SOURCE, after: SOURCE },
} as const;

export const COMPARE_ANSWER = {
  200: {
    type: "object",
    properties: {
      summary: { type: "array", items: TEXT, description: 'in plain words: "3 lines changed", "tax −1.20 USD"' },
      facts: {
        type: "array",
        items: { type: "object", properties: { ...FIELD.properties, days: { type: "integer" } } },
      },
      amounts: {
        type: "array",
        items: { type: "object", properties: { ...FIELD.properties, difference: TEXT } },
      },
      changed: {
        type: "array",
        items: {
          type: "object",
          properties: { before: LINE, after: LINE, fields: { type: "array", items: FIELD }, difference: TEXT },
        },
      },
      added: { type: "array", items: LINE },
      removed: { type: "array", items: LINE },
      same: { type: "integer" },
      periods: {
        type: "array",
        items: { type: "object", properties: { before: PERIOD, after: PERIOD, lines: { type: "integer" } } },
      },
    },
  },
  ...ANSWERED,
} as const;
