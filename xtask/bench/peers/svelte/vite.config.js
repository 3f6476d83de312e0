import { svelte } from "@sveltejs/vite-plugin-svelte";
import { defineConfig } from "vite";
import { alias } from "../shared/content-folder.js";

export default defineConfig({ plugins: [svelte()], resolve: { alias } });
