import { userInfo } from "node:os";
import type { Actor } from "../app/register/document.ts";

/** Who changes the register: the command, and the user of the operating system who called it. */
export const actorOf = (command: string, reason?: string): Actor => ({
  name: `${command} (${userInfo().username})`,
  ...(reason !== undefined && { reason }),
});
