import { expect, test } from "vitest";
import { parseRegisterAddress } from "../../../src/adapters/register/address.ts";
import { OutsideFailure } from "../../../src/app/world.ts";

test.each([
  ["register.db", "register.db"],
  ["/srv/billwright/register.db", "/srv/billwright/register.db"],
  ["C:\\billwright\\register.db", "C:\\billwright\\register.db"],
  ["file:///srv/my%20register.db", "/srv/my register.db"],
  ["sqlite:register.db", "register.db"],
  ["sqlite:///srv/register.db", "/srv/register.db"],
])("%s is a file", (text, path) => {
  expect(parseRegisterAddress(text)).toEqual({ kind: "file", path });
});

test.each(["postgres://u:p@db.example/billwright", "postgresql://db.example/billwright?sslmode=require"])(
  "%s is a PostgreSQL database",
  (url) => {
    expect(parseRegisterAddress(url)).toEqual({ kind: "postgres", url });
  },
);

test.each(["", "mysql://u:secret@db.example/x", "file://elsewhere/secret", "file:///a%2fsecret", "https://u:secret@x"])(
  "another address is refused, and its secrets are not repeated: %s",
  (text) => {
    expect(() => parseRegisterAddress(text)).toThrow(OutsideFailure);
    expect(() => parseRegisterAddress(text)).not.toThrow("secret");
  },
);
