// Fails if the API's description breaks a rule of good OpenAPI. It reads the one file, and asks nobody.
import { createConfig, lint } from "@redocly/openapi-core";

const file = new URL("../gateway/src/main/resources/openapi.yaml", import.meta.url).pathname;
const config = await createConfig({
  extends: ["recommended-strict"],
  // a WebSocket answers with 101
  rules: { "operation-2xx-response": "off" },
});
const problems = await lint({ ref: file, config });
for (const { ruleId, message, location } of problems)
  process.stderr.write(`openapi.yaml ${location[0]?.pointer ?? ""}: ${message} (${ruleId})\n`);
if (problems.length > 0) process.exitCode = 1;
