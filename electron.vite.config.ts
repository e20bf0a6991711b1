import { resolve } from "node:path";
import tailwindcss from "@tailwindcss/vite";
import react from "@vitejs/plugin-react";
import { defineConfig } from "electron-vite";

const at = (path: string) => resolve(import.meta.dirname, path);

type ModuleGraph = {
	readonly getModuleInfo: (id: string) => { readonly importedIds: readonly string[] } | null;
};

/** Every module that a page's script cannot begin without. */
function begunWith(page: string, graph: ModuleGraph): ReadonlySet<string> {
	const found = new Set([at(page)]);
	for (const id of found) {
		for (const imported of graph.getModuleInfo(id)?.importedIds ?? []) found.add(imported);
	}
	return found;
}

/**
 * What the window begins with is one file, and what a floating board begins with as well another:
 * each file more is a request more before anything is drawn. What only opens later is cut as it comes.
 */
function pieceOf(id: string, graph: ModuleGraph): string | null {
	begun ??= {
		window: begunWith("src/renderer/main.tsx", graph),
		float: begunWith("src/renderer/float/float.ts", graph),
	};
	if (!begun.window.has(id)) return null;
	return begun.float.has(id) ? "shared" : "window";
}
let begun: Readonly<Record<"window" | "float", ReadonlySet<string>>> | undefined;

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
			// The pages come from this disk.
			chunkSizeWarningLimit: 2_000,
			rollupOptions: {
				output: { codeSplitting: { groups: [{ name: pieceOf }] } },
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
