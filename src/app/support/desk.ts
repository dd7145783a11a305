import type { Register } from "../register/register.ts";
import type { ApiKey } from "../register/access.ts";
import type { Store } from "../store.ts";

/** What support looks documents up in. */
export type SupportDesk = { readonly register: Register; readonly store: Store };

/** Who looks: a key sees the documents of its accounts and organisations, and learns of no other (rule F3). */
export type Looker = Pick<ApiKey, "id" | "accounts" | "organisations">;
