import type { Issue } from "../kernel/result.ts";

/**
 * What has been added to the prototype of all objects. Each such name reads as a field of every document, view and
 * option that leaves it out, so nothing is drawn while there is one.
 */
export const tamperingIssues = (): readonly Issue[] =>
  Reflect.ownKeys(Object.prototype)
    .filter((name) => !OWN_NAMES.has(name))
    .map((name) => ({
      rule: null,
      at: "",
      message: `this process has been tampered with: all objects have a field ${JSON.stringify(String(name))}`,
      hint: "nothing is drawn so; start anew, without what adds to Object.prototype",
    }));

/** As the language has it (ECMA-262, annex B included). */
const OWN_NAMES: ReadonlySet<PropertyKey> = new Set([
  "constructor",
  "hasOwnProperty",
  "isPrototypeOf",
  "propertyIsEnumerable",
  "toLocaleString",
  "toString",
  "valueOf",
  "__proto__",
  "__defineGetter__",
  "__defineSetter__",
  "__lookupGetter__",
  "__lookupSetter__",
]);
