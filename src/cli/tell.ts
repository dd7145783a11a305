import { issueText } from "../app/report.ts";
import type { Issue } from "../kernel/result.ts";

/** Tells what is wrong, and gives the exit code for it. */
export const refuse = (issues: readonly Issue[], code: number): number => {
  warn(issues);
  return code;
};

/** Worth a look, but no document is the worse for it. */
export const warn = (issues: readonly Issue[]): void =>
  void process.stderr.write(issues.map((issue) => issueText(issue)).join(""));
