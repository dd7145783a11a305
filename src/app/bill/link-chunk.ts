import { invariant } from "../../kernel/result.ts";
import { makeLinks } from "../paying/links.ts";
import type { RegisteredDocument } from "../register/document.ts";
import type { Bench, BillOutcome } from "./bench.ts";
import type { Sorted } from "./candidate.ts";
import { waitingOf } from "./issue-chunk.ts";
import type { Resumed } from "./known.ts";

/**
 * Has the provider make the links of numbered documents that are to have one (rule B3). A document whose link cannot be
 * made waits with its number, and the others go on.
 */
export const linkChunk = async (open: readonly Resumed[], bench: Bench): Promise<Sorted<Resumed>> => {
  const lacking = open.filter(({ registered }) => lacksLink(registered));
  if (lacking.length === 0) return { settled: [], open };
  const { provider, issuer, register } = bench;
  invariant(provider !== undefined, "a run whose links are made has somebody who makes them");
  const outcomes = await makeLinks(
    lacking.map(({ registered }) => registered),
    { provider, issuer, register },
    { by: bench.actor, at: bench.now() },
  );
  const answers = new Map(outcomes.map(({ documentId, answer }) => [documentId, answer]));
  const settled: BillOutcome[] = [];
  const linked: Resumed[] = [];
  for (const resumed of open) {
    const answer = answers.get(resumed.registered.id);
    if (answer === undefined) linked.push(resumed);
    else if (answer.ok) linked.push({ ...resumed, registered: { ...resumed.registered, link: answer.value } });
    else settled.push(waitingOf(resumed, answer.issues));
  }
  return { settled, open: linked };
};

const lacksLink = ({ state, methods, link }: RegisteredDocument): boolean =>
  state === "numbered" && methods.length > 0 && link === undefined;
