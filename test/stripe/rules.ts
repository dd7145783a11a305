import type { Form } from "./form.ts";

/** An error as Stripe's documentation describes it: https://docs.stripe.com/api/errors. */
export type Refusal = {
  readonly refused: true;
  readonly status: number;
  readonly type: string;
  readonly code?: string;
  readonly param?: string;
  readonly message: string;
};

/** What a parameter may be. Whatever is not named here the API refuses as unknown, and so does this fake. */
export type Rule =
  | { readonly kind: "text" | "whole" | "flag" | "email" | "url" }
  | { readonly kind: "one-of"; readonly words: readonly string[] }
  | { readonly kind: "list"; readonly of: Rule }
  | { readonly kind: "names" }
  | { readonly kind: "object"; readonly fields: Readonly<Record<string, Rule>>; readonly required: readonly string[] };

/** The first thing that is wrong with a form, or undefined. */
export const refusalOf = (form: Form, rule: Rule, param = ""): Refusal | undefined => {
  switch (rule.kind) {
    case "object":
      return objectRefusal(form, rule, param);
    case "list":
      if (typeof form === "string" || !isList(form)) return wrong(param, "Invalid array");
      return form.map((item, index) => refusalOf(item, rule.of, `${param}[${index}]`)).find((one) => one !== undefined);
    case "names":
      return namesRefusal(form, param);
    case "one-of":
      return typeof form === "string" && rule.words.includes(form) ? undefined : wrong(param, "Invalid value");
    case "text":
    case "whole":
    case "flag":
    case "email":
    case "url":
      return typeof form === "string" && FORMS[rule.kind].test(form) ? undefined : wrong(param, "Invalid value");
  }
};

const FORMS = {
  text: /^[^]+$/,
  whole: /^-?\d+$/,
  flag: /^(?:true|false)$/,
  email: /^[^\s@]+@[^\s@]+$/,
  url: /^https:\/\/\S+$/,
} as const;

const objectRefusal = (form: Form, rule: Extract<Rule, { kind: "object" }>, param: string): Refusal | undefined => {
  if (typeof form === "string" || isList(form)) return wrong(param, "Invalid object");
  const nameOf = (field: string): string => (param === "" ? field : `${param}[${field}]`);
  const missing = rule.required.find((field) => form[field] === undefined);
  if (missing !== undefined) {
    const name = nameOf(missing);
    return { ...wrong(name, `Missing required param: ${name}.`), code: "parameter_missing" };
  }
  for (const [field, value] of Object.entries(form)) {
    const known = rule.fields[field];
    if (known === undefined) {
      return { ...wrong(nameOf(field), `Received unknown parameter: ${nameOf(field)}`), code: "parameter_unknown" };
    }
    const refusal = refusalOf(value, known, nameOf(field));
    if (refusal !== undefined) return refusal;
  }
  return undefined;
};

/** https://docs.stripe.com/api/metadata: 50 names of at most 40 characters, values of at most 500. */
const namesRefusal = (form: Form, param: string): Refusal | undefined => {
  if (typeof form === "string" || isList(form)) return wrong(param, "Invalid object");
  const entries = Object.entries(form);
  const fits = entries.every(([name, value]) => name.length <= 40 && typeof value === "string" && value.length <= 500);
  return fits && entries.length <= 50 ? undefined : wrong(param, "Metadata is too long");
};

const isList = (form: Exclude<Form, string>): form is readonly Form[] => Array.isArray(form);

export const isRefusal = (answer: object): answer is Refusal => "refused" in answer;

export const wrong = (param: string, message: string): Refusal => ({
  refused: true,
  status: 400,
  type: "invalid_request_error",
  param,
  message,
});
