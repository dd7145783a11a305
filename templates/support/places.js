/** Where a value stands in a JSON text: from where to where, for a JSON pointer; what is missing stands at its parent. */
export const placeIn = (text, pointer) => {
  const steps = pointer
    .split("/")
    .slice(1)
    .map((step) => step.replaceAll("~1", "/").replaceAll("~0", "~"));
  let best = [0, 0];
  const reader = readerOf(text);
  const walk = (depth) => {
    reader.skipSpace();
    const start = reader.at();
    const isOn = depth <= steps.length && onPath(depth);
    if (reader.peek() === "{") walkObject(depth);
    else if (reader.peek() === "[") walkList(depth);
    else reader.skipValue();
    if (isOn && depth >= best.depth) best = Object.assign([start, reader.at()], { depth });
  };
  best.depth = -1;
  const path = [];
  const onPath = (depth) => path.length === depth && path.every((step, index) => step === steps[index]);
  const walkEntry = (depth, step) => {
    path.push(step);
    walk(depth + 1);
    path.pop();
  };
  const walkObject = (depth) => {
    reader.step();
    for (reader.skipSpace(); reader.peek() === '"'; reader.skipSpace()) {
      const name = reader.readString();
      reader.skipSpace();
      reader.step();
      walkEntry(depth, name);
      reader.skipSpace();
      if (reader.peek() === ",") reader.step();
    }
    reader.step();
  };
  const walkList = (depth) => {
    reader.step();
    let index = 0;
    for (reader.skipSpace(); !reader.isOver() && reader.peek() !== "]"; reader.skipSpace()) {
      walkEntry(depth, String(index));
      index += 1;
      reader.skipSpace();
      if (reader.peek() === ",") reader.step();
    }
    reader.step();
  };
  walk(0);
  return best.slice(0, 2);
};

const readerOf = (text) => {
  let index = 0;
  const skip = (pattern) => {
    pattern.lastIndex = index;
    const found = pattern.exec(text)?.[0] ?? "";
    index += found.length;
    return found;
  };
  return {
    at: () => index,
    isOver: () => index >= text.length,
    peek: () => text[index],
    step: () => void (index += 1),
    skipSpace: () => skip(/\s*/y),
    readString: () => {
      const found = skip(/"(?:[^"\\]|\\.)*"/y);
      try {
        return JSON.parse(found);
      } catch {
        return found;
      }
    },
    /** A string or a word; something at least, so that a broken text comes to its end too. */
    skipValue: () => {
      if (skip(/"(?:[^"\\]|\\.)*"|[^\s,\]}]+/y) === "") index += 1;
    },
  };
};

/** From the beginning of a line to its end; lines are counted from 1. */
export const lineIn = (text, line) => {
  const lines = text.split("\n");
  const start = lines.slice(0, line - 1).reduce((length, one) => length + one.length + 1, 0);
  return [start, start + (lines[line - 1]?.length ?? 0)];
};
