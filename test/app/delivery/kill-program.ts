import { join } from "node:path";
import { openMailer } from "../../../src/adapters/mail.ts";
import { openRegister } from "../../../src/adapters/register/open.ts";
import { openStore } from "../../../src/adapters/store.ts";
import { deliverDue } from "../../../src/app/delivery/deliver.ts";
import { valueOf } from "../../documents.ts";
import { fakeWorld, sha256 } from "../fake-world.ts";
import { ORDER, START } from "./post-office.ts";

/** Sends what is due, and kills itself at the first such moment: node kill-program.ts FOLDER PORT "after send". */
const [, , folder = "", port = "", fatal = ""] = process.argv;

const reach = (moment: string): void => {
  if (moment === fatal) process.kill(process.pid, "SIGKILL");
};

const watched =
  <Args extends readonly unknown[], Answer>(name: string, call: (...args: Args) => Promise<Answer>) =>
  async (...args: Args): Promise<Answer> => {
    reach(`before ${name}`);
    const answer = await call(...args);
    reach(`after ${name}`);
    return answer;
  };

const register = await openRegister(join(folder, "register.sqlite"));
const { deliveries } = register;
const mailer = await openMailer({
  host: "127.0.0.1",
  port: Number(port),
  security: "none",
  connections: 1,
  silenceMs: 20_000,
});
const outcomes = deliverDue(ORDER, {
  register: {
    ...register,
    deliveries: {
      ...deliveries,
      claim: watched("claim", deliveries.claim),
      settle: watched("settle", deliveries.settle),
    },
  },
  store: valueOf(await openStore(join(folder, "store"))),
  mailer: { ...mailer, send: watched("send", mailer.send) },
  assets: fakeWorld({}).assets,
  digest: sha256,
  actor: { name: "deliver" },
  by: "killed",
  now: () => START,
  wait: async () => {},
});
for await (const { outcome } of outcomes) throw new Error(`a delivery came out as ${outcome}`);
