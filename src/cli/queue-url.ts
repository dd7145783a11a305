import { parseRegisterAddress } from "../adapters/register/address.ts";
import { fail, succeed, type Result } from "../kernel/result.ts";
import { doorUrls, type DoorOptions } from "./doors.ts";

/** The queue is in the register's database, which several processes must be able to share. */
export const queueUrl = (options: DoorOptions): Result<string> => {
  const address = parseRegisterAddress(doorUrls(options).register);
  return address.kind === "postgres"
    ? succeed(address.url)
    : fail({
        rule: null,
        at: "--register",
        message: "a file is for one process: workers share a register in PostgreSQL",
        hint: "give --register postgres://…, or set DATABASE_URL; without --enqueue, bill works on a file",
      });
};
