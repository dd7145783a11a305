import { openRegister } from "../../../src/adapters/register/open.ts";
import { brief, change, invoice, numbered } from "./reservations.ts";

/** Another billwright: says what it finds at the address, then numbers documents, chunk after chunk, until it is killed. */
const [address = ""] = process.argv.slice(2);
const register = await openRegister(address).catch((error: unknown) => {
  console.log(error instanceof Error ? `${error.name}: ${error.message}` : "no error");
});
if (register !== undefined) {
  console.log("open");
  for (let chunk = 0; ; chunk += 1) {
    const documents = Array.from({ length: 10 }, (_, index) => numbered(invoice(`c${chunk}-${index}`)));
    const reserved = await register.documents.reserve(documents, change());
    console.log(reserved.map(brief).join(" "));
  }
}
