/** What the parser's errors mean to whoever wrote the file; the keys are its own names. */
const WORDS: Readonly<Record<string, { readonly message: string; readonly hint?: string }>> = {
  InvalidSymbol: {
    message: "this is not a JSON value",
    hint: 'values are "text", numbers, true, false, null, {…}, […]',
  },
  InvalidNumberFormat: { message: "this is not a JSON number" },
  PropertyNameExpected: {
    message: "the name of a field is missing here",
    hint: 'names stand in double quotes: "id"; no comma before }',
  },
  ValueExpected: { message: "a value is missing here", hint: "no comma before } or ], none twice" },
  ColonExpected: { message: "a colon is missing between name and value" },
  CommaExpected: { message: "a comma is missing here" },
  CloseBraceExpected: { message: "an object is not closed: } is missing" },
  CloseBracketExpected: { message: "a list is not closed: ] is missing" },
  EndOfFileExpected: { message: "there is more text after the end of the record", hint: "one record is one object" },
  InvalidCommentToken: { message: "JSON has no comments", hint: "take the comment out" },
  UnexpectedEndOfComment: { message: "JSON has no comments", hint: "take the comment out" },
  UnexpectedEndOfString: { message: "a text is not closed on its line", hint: 'close it with "; a line break is \\n' },
  UnexpectedEndOfNumber: { message: "a number is not complete" },
  InvalidUnicode: { message: "\\u needs four hexadecimal digits" },
  InvalidEscapeCharacter: { message: "an unknown escape in a text", hint: "a backslash itself is \\\\" },
  InvalidCharacter: { message: "a text holds a control character", hint: "write it as an escape: \\t, \\n" },
};

/** The error in plain words, with the way out where there is a usual one. */
export const syntaxWords = (name: string): { readonly message: string; readonly hint?: string } =>
  WORDS[name] ?? { message: "this is not JSON" };
