import { defineConfig } from "vite";

const gateway = "http://127.0.0.1:8080";

export default defineConfig({
  build: { assetsInlineLimit: 0, modulePreload: { polyfill: false } },
  server: {
    proxy: {
      "/api": { target: gateway, ws: true },
      "/login": gateway,
      "/logout": gateway,
    },
  },
});
