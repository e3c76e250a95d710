import { defineConfig, mergeConfig } from "vite";
import page from "./vite.config";

/** The page that describes the API, built by itself: what it shares with the terminals is no chunk that those wait for. */
export default mergeConfig(
  page,
  defineConfig({
    publicDir: false,
    build: { emptyOutDir: false, rolldownOptions: { input: "api.html" } },
  }),
);
