import { defineConfig } from "@hey-api/openapi-ts";

export default defineConfig({
  input: "../openapi.json",
  // Node's modules are named with their endings.
  output: { path: "client", module: { extension: ".js" } },
});
