import { defineConfig } from "astro/config";
import { alias } from "../shared/content-folder.js";

export default defineConfig({
  // Saves a round trip before the first paint.
  build: { inlineStylesheets: "always" },
  vite: { resolve: { alias } },
});
