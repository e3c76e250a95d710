import { defineConfig } from "vite";

/** The `exec.v1` client by itself, under a name that stays: other pages import it from the gateway or from a copy. */
export default defineConfig({
  publicDir: false,
  build: {
    outDir: "dist",
    emptyOutDir: false,
    minify: false,
    lib: { entry: "src/exec/index.ts", formats: ["es"], fileName: () => "exec-client.js" },
  },
});
