import { load } from "js-yaml";
import { defineConfig, type Plugin } from "vite";

const gateway = "http://127.0.0.1:8080";

/** YAML as the object that it is, so that no browser has to read it. */
const yaml: Plugin = {
  name: "yaml",
  transform: (text, id) =>
    id.endsWith(".yaml")
      ? `export default JSON.parse(${JSON.stringify(JSON.stringify(load(text)))})`
      : null,
};

export default defineConfig({
  plugins: [yaml],
  build: { assetsInlineLimit: 0, modulePreload: { polyfill: false } },
  server: {
    fs: { allow: [".."] },
    proxy: {
      "/api/": { target: gateway, ws: true },
      "/login": gateway,
      "/oauth2": gateway,
      "/logout": gateway,
    },
  },
});
