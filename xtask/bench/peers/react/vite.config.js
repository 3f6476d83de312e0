import { defineConfig } from "vite";
import { alias } from "../shared/content-folder.js";

export default defineConfig({ resolve: { alias } });
