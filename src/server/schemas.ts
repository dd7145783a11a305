/** Parts of the schemas of routes; bodies are closed: a field that nobody knows is refused. */
export const PROBLEM = {
  description: "why not (RFC 9457); requestId is what our log has",
  content: {
    "application/problem+json": {
      schema: {
        type: "object",
        properties: {
          type: { type: "string" },
          title: { type: "string" },
          status: { type: "integer" },
          requestId: { type: "string" },
          issues: {
            type: "array",
            items: {
              type: "object",
              properties: {
                rule: { type: ["string", "null"] },
                at: { type: "string" },
                message: { type: "string" },
                hint: { type: "string" },
              },
            },
          },
        },
      },
    },
  },
} as const;

export const REFUSALS = { "4xx": PROBLEM, "5xx": PROBLEM } as const;

export const NO_CONTENT = { type: "null", description: "done" } as const;

/** An instant with its zone; the calendar of the core says whether there is such a moment. */
export const INSTANT = { type: "string", maxLength: 40, examples: ["2027-01-31T23:59:59Z"] } as const;

export const ID = { type: "string", minLength: 1, maxLength: 200 } as const;

export const withKey = (tag: string, summary: string, scope: string) => ({
  tags: [tag],
  summary,
  description: `Asks for a key with the scope ${scope}.`,
  security: [{ key: [] }],
});
