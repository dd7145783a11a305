import type { Envelope, SendAnswer } from "../../app/delivery/mailer.ts";
import type { RefusedRecipient } from "../../app/register/delivery.ts";

/** What the client says of a failure. */
export type SmtpFailure = {
  readonly message: string;
  readonly response?: string | undefined;
  readonly responseCode?: number | undefined;
  readonly command?: string | undefined;
  readonly rejectedErrors?: readonly SmtpFailure[] | undefined;
  readonly recipient?: string | undefined;
};

/** Longer ones are cut; the register keeps them. */
const LONGEST = 300;

export const answerText = (text: string): string =>
  text
    .replaceAll(/[\p{Cc}\s]+/gu, " ")
    .trim()
    .slice(0, LONGEST);

type Accepted = {
  readonly accepted: readonly string[];
  readonly failed: readonly SmtpFailure[];
  readonly response: string;
};

/** The server has the mail, for all of its recipients or for some. */
export const acceptedAnswer = ({ accepted, failed, response }: Accepted): SendAnswer => ({
  kind: "decided",
  accepted,
  ...sorted(failed),
  answer: answerText(response),
});

export type Failed = {
  readonly failure: SmtpFailure;
  readonly envelope: Envelope;
  /** Whether the whole mail has left, so that only the server's word on it was missing. */
  readonly hasLeft: boolean;
};

/**
 * The server has said no, or nothing. A reply with a code is its word, and final (RFC 5321, 4.2.1): 4yz asks for another
 * try, 5yz forbids it. Without one it may have the mail if all of it had left; else it cannot.
 */
export const failedAnswer = ({ failure, envelope, hasLeft }: Failed): SendAnswer => {
  const answer = answerText(failure.response ?? failure.message);
  const { responseCode: code, rejectedErrors, command } = failure;
  if (rejectedErrors !== undefined && rejectedErrors.length > 0) {
    return { kind: "decided", accepted: [], ...sorted(rejectedErrors), answer };
  }
  if (code === undefined && command !== "MAIL FROM") return { kind: hasLeft ? "unknown" : "unreachable", answer };
  if (code !== undefined && isOfUs(code, command)) return { kind: "unreachable", answer };
  const all = envelope.to.map((address) => ({ address, answer }));
  const isForGood = code === undefined || isPermanent(code);
  return {
    kind: "decided",
    accepted: [],
    refused: isForGood ? all : [],
    deferred: isForGood ? [] : all,
    answer,
  };
};

/** Before a recipient was named the server speaks of us, not of the mail; only that it is too large is about the mail. */
const isOfUs = (code: number, command: string | undefined): boolean =>
  command !== undefined && !TOO_LARGE.includes(code) && !ABOUT_THE_MAIL.includes(command);

const ABOUT_THE_MAIL: readonly string[] = ["RCPT TO", "DATA"];
const TOO_LARGE: readonly number[] = [523, 552];

/** 503 says that the session was in the wrong state, not that the mail is refused. */
const isPermanent = (code: number): boolean => code >= 500 && code !== 503;

const sorted = (failed: readonly SmtpFailure[]) => {
  const named = failed.flatMap((failure): readonly (RefusedRecipient & { readonly isForGood: boolean })[] =>
    failure.recipient === undefined
      ? []
      : [
          {
            address: failure.recipient,
            answer: answerText(failure.response ?? failure.message),
            isForGood: failure.responseCode !== undefined && isPermanent(failure.responseCode),
          },
        ],
  );
  const plain = ({ address, answer }: RefusedRecipient): RefusedRecipient => ({ address, answer });
  return {
    refused: named.filter(({ isForGood }) => isForGood).map(plain),
    deferred: named.filter(({ isForGood }) => !isForGood).map(plain),
  };
};
