import { invariant, type Result } from "../../kernel/result.ts";
import type { InputDocument } from "../../pipeline.ts";
import type { Issuer } from "../../policy/issuer.ts";
import type { Drawing, DrawingLimits, Drawn } from "../drawing.ts";
import { FORMATS, type Format } from "../formats.ts";
import type { World } from "../world.ts";

/** A document, and by what profile and as what it is drawn. */
export type Redraw = {
  readonly document: InputDocument;
  readonly issuer: Issuer;
  readonly profileHash: string;
  readonly formats: readonly Format[];
};

/** Draws documents of several profiles. */
export type ProfileDrawings = {
  readonly draw: (redraw: Redraw) => Promise<Result<readonly Drawn[]>>;
  readonly close: () => Promise<void>;
};

type Open = { readonly drawing: Drawing; busy: number };

/** Drawings that stay open without work: each has threads of its own, and documents of one profile mostly come together. */
const MOST_IDLE = 2;

/** A drawing serves one profile and one list of formats. Those last used stay open, so that two sellers may take turns. */
export const openProfileDrawings = (open: World["drawing"], limits: DrawingLimits): ProfileDrawings => {
  const known = new Map<string, Open>();
  const take = ({ issuer, profileHash, formats }: Redraw): Open => {
    const inOrder = FORMATS.filter((format) => formats.includes(format));
    const key = [profileHash, ...inOrder].join(" ");
    const setup = { issuer, formats: inOrder, mode: { kind: "numbered" }, suffix: "" } as const;
    const one = known.get(key) ?? { drawing: open(setup, limits), busy: 0 };
    known.delete(key);
    known.set(key, one);
    return one;
  };
  const closeIdle = async (): Promise<void> => {
    const idle = [...known].filter(([, { busy }]) => busy === 0);
    for (const [key, { drawing }] of idle.slice(0, Math.max(0, idle.length - MOST_IDLE))) {
      known.delete(key);
      await drawing.close();
    }
  };
  return {
    draw: async (redraw) => {
      const one = take(redraw);
      one.busy += 1;
      try {
        const [drawn] = await one.drawing.draw([redraw.document]);
        invariant(drawn !== undefined, "each document that is to be drawn has a result");
        return drawn;
      } finally {
        one.busy -= 1;
        await closeIdle();
      }
    },
    close: async () => {
      for (const { drawing } of known.values()) await drawing.close();
    },
  };
};
