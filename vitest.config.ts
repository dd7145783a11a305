import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    include: ["test/**/*.test.ts"],
    // Starts a PostgreSQL when the first test asks for one.
    globalSetup: ["test/adapters/register/postgres-server.ts"],
    // Formatting must not depend on the machine: the suite runs in UTC, and test/golden proves other zones give the same bytes.
    env: { TZ: "UTC" },
    testTimeout: 60_000,
    // One for each processor; unless told, vitest leaves one idle, which on a small machine is half of it.
    maxWorkers: "100%",
    // Modules hold no state between tests, so files share them: a quarter of the time goes without.
    isolate: false,
  },
});
