import { refusedCharacter } from "../kernel/characters.ts";
import type { Issue } from "../kernel/result.ts";
import { pointerOf, type Path } from "./pointer.ts";
import { quote } from "./quote.ts";
import { LIMITS } from "./rated-document.ts";

export type Container = Record<string, unknown> | unknown[];

/** Lines are counted from 0, as the parser does. */
type Refuse = (issue: Issue & { readonly line: number }) => void;

/** Puts a value together as the parser meets its parts. A field whose name is refused is left out of it. */
export type Builder = {
  readonly value: () => unknown;
  readonly add: (value: unknown) => void;
  readonly open: (container: Container) => void;
  readonly close: () => void;
  /** The name of the field that comes next; `path` leads to its object. */
  readonly name: (name: string, line: number, path: () => Path) => void;
};

export const createBuilder = (refuse: Refuse): Builder => {
  const containers: Container[] = [];
  let root: unknown;
  let field: string | undefined;
  const add = (value: unknown): void => {
    const container = containers.at(-1);
    if (container === undefined) root = value;
    else if (Array.isArray(container)) container.push(value);
    else if (field !== undefined) container[field] = value;
  };
  return {
    value: () => root,
    add,
    open: (container) => {
      add(container);
      containers.push(container);
    },
    close: () => void containers.pop(),
    name: (name, line, path) => {
      const problem = nameProblem(name, containers.at(-1) ?? {});
      if (problem !== undefined) {
        const { shown, ...words } = problem;
        refuse({ rule: null, at: pointerOf([...path(), ...shown]), line, ...words });
      }
      field = problem === undefined ? name : undefined;
    },
  };
};

type NameProblem = Pick<Issue, "message" | "hint"> & {
  /** The name as the pointer's last step; a hostile one is not repeated. */
  readonly shown: Path;
};

const nameProblem = (name: string, object: Container): NameProblem | undefined => {
  if (PROTOTYPE_NAMES.has(name)) return { shown: [name], message: `"${name}" is no name for a field` };
  if (name.length > LIMITS.shortText) {
    return { shown: [], message: `the name of a field is longer than ${LIMITS.shortText} characters` };
  }
  if (refusedCharacter(name) !== undefined) {
    return { shown: [], message: "the name of a field holds an invisible or control character" };
  }
  return Object.hasOwn(object, name)
    ? { shown: [name], message: `${quote(name)} stands twice in one object`, hint: "keep the one that is meant" }
    : undefined;
};

/** Names that could reach the prototype of every object. */
const PROTOTYPE_NAMES: ReadonlySet<string> = new Set(["__proto__", "constructor", "prototype"]);
