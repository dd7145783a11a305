import { S3ServiceException } from "@aws-sdk/client-s3";
import { OutsideFailure } from "../../app/world.ts";
import { causesOf } from "./causes.ts";

/** The error to throw on: one for operators where S3, the network or the credentials refused, else the same. */
export const bucketFailure = (what: string, error: unknown): unknown => {
  const reason = causesOf(error)
    .map(reasonOf)
    .findLast((known) => known !== undefined);
  return reason === undefined ? error : new OutsideFailure(`${what}: ${reason}`, { cause: error });
};

/** In words of ours: what the client says may quote the request, and with it what nobody should read in a log. */
const reasonOf = (error: Error): string | undefined => {
  const known = REASONS[codeOf(error) ?? ""] ?? REASONS[error.name] ?? REASONS[error.message];
  if (known !== undefined || !(error instanceof S3ServiceException)) return known;
  const status = error.$metadata.httpStatusCode;
  return (
    STATUS[status ?? 0] ?? `the server refused it (${error.name}${status === undefined ? "" : `, HTTP ${status}`})`
  );
};

const codeOf = (error: Error): string | undefined =>
  "code" in error && typeof error.code === "string" ? error.code : undefined;

const NO_ANSWER = "the server did not answer in time, at any attempt";
const CUT_OFF = "the connection was cut off, at every attempt";
const UNKNOWN_HOST = "the server's name is unknown";

const REASONS: Readonly<Record<string, string>> = {
  NoSuchBucket: "there is no such bucket",
  AccessDenied: "access is denied to these credentials",
  InvalidAccessKeyId: "the access key is unknown",
  SignatureDoesNotMatch: "the secret key is wrong",
  ExpiredToken: "the credentials have expired",
  RequestTimeTooSkewed: "this machine's clock is wrong",
  SlowDown: "the server asks to slow down, at every attempt",
  CredentialsProviderError: "there are no credentials",
  "Region is missing": "no region is known: add ?region=… or set AWS_REGION",
  TimeoutError: NO_ANSWER,
  ETIMEDOUT: NO_ANSWER,
  ECONNREFUSED: "nothing listens there",
  ECONNRESET: CUT_OFF,
  EPIPE: CUT_OFF,
  ENOTFOUND: UNKNOWN_HOST,
  EAI_AGAIN: UNKNOWN_HOST,
  EHOSTUNREACH: "no way leads there",
  ENETUNREACH: "no way leads there",
};

/** For answers without a body, which have no name: to a HEAD, or from something between us and S3. */
const STATUS: Readonly<Record<number, string>> = {
  301: "the bucket is in another region: name it by ?region=…",
  400: "the request was not understood: wrong region or credentials that have expired",
  403: "access is denied to these credentials",
  404: "there is no such bucket",
  500: "the server failed, at every attempt",
  502: "the server failed, at every attempt",
  503: "the server is overloaded, at every attempt",
  504: NO_ANSWER,
};
