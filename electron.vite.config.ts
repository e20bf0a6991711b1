import { resolve } from "node:path";
import tailwindcss from "@tailwindcss/vite";
import react from "@vitejs/plugin-react";
import { defineConfig } from "electron-vite";

const at = (path: string) => resolve(import.meta.dirname, path);

export default defineConfig({
	main: {
		build: {
			outDir: at("out/main"),
			// Less to read and compile at every start.
			minify: true,
			rollupOptions: {
				input: {
					index: at("src/main/index.ts"),
					"imaging-worker": at("src/main/imaging/imaging-worker.ts"),
					"reader-worker": at("src/main/store/reader-worker.ts"),
				},
				// Beside each other: they find workers and preload by their own place.
				output: { chunkFileNames: "[name]-[hash].js" },
			},
		},
	},
	preload: {
		build: {
			outDir: at("out/preload"),
			// A sandboxed preload cannot be an ES module (Electron's ESM support table).
			rollupOptions: {
				input: { index: at("src/preload/index.ts") },
				output: { format: "cjs", entryFileNames: "[name].cjs" },
			},
		},
	},
	renderer: {
		root: at("src/renderer"),
		build: {
			outDir: at("out/renderer"),
			minify: true,
			// The pages come from this disk, in one piece.
			chunkSizeWarningLimit: 2_000,
			rollupOptions: {
				input: {
					index: at("src/renderer/index.html"),
					float: at("src/renderer/float.html"),
					painter: at("src/renderer/painter.html"),
					printer: at("src/renderer/printer.html"),
				},
			},
		},
		plugins: [react(), tailwindcss()],
	},
});
