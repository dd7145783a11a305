import type { Doors } from "../../../src/app/bill/open-run.ts";

/** Told before and after each call through a door: "before documents.reserve". */
export type OnStep = (step: string) => void;

/** The doors, with somebody who watches each step through them; what they do stays the same. */
export const watchedDoors = ({ register, store, provider }: Doors, onStep: OnStep): Doors => ({
  register: {
    ...register,
    documents: watched("documents", register.documents, onStep),
    payments: watched("payments", register.payments, onStep),
    runs: watched("runs", register.runs, onStep),
  },
  store: watched("store", store, onStep),
  ...(provider !== undefined && { provider: watched("provider", provider, onStep) }),
});

/** Every function of the door that answers with a promise; listings answer otherwise and change nothing. */
const watched = <Door extends object>(name: string, door: Door, onStep: OnStep): Door =>
  new Proxy(door, {
    get: (target, key, receiver) => {
      const value: unknown = Reflect.get(target, key, receiver);
      if (typeof value !== "function") return value;
      return (...args: readonly unknown[]): unknown => {
        const answer = beforeCall(() => Reflect.apply(value, target, args), `${name}.${String(key)}`, onStep);
        return answer;
      };
    },
  });

const beforeCall = (call: () => unknown, step: string, onStep: OnStep): unknown => {
  onStep(`before ${step}`);
  const answer = call();
  if (!(answer instanceof Promise)) return answer;
  return answer.then((value: unknown) => {
    onStep(`after ${step}`);
    return value;
  });
};
