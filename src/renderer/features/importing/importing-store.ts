import { z } from "zod";
import { create } from "zustand";
import { createJSONStorage, persist } from "zustand/middleware";
import { RunId } from "../../../contract/ids.ts";
import { ImportWay } from "../../../contract/imports.ts";
import type { Recipe } from "../../../contract/library.ts";
import { ask } from "../../bridge/client.ts";
import { recipeInFile } from "../../state/take-recipe.ts";

const Kept = z.object({ way: ImportWay.catch("copy") });
type Kept = z.infer<typeof Kept>;

type ImportingState = Kept & {
	/** One picture that was dropped and has a recipe: the designer is asked what is wanted. */
	readonly asked: { readonly path: string; readonly recipe: Recipe } | undefined;
};

/** How files come in; kept from one run to the next. */
export const useImporting = create<ImportingState>()(
	persist<ImportingState, [], [], Kept>(() => ({ way: "copy", asked: undefined }), {
		name: "importing",
		storage: createJSONStorage(() => localStorage),
		partialize: ({ way }) => ({ way }),
		merge: (kept, state) => ({ ...state, ...Kept.catch({ way: "copy" }).parse(kept) }),
	}),
);

const newRun = () => RunId.parse(crypto.randomUUID());

/** Begins an import of these files and folders. @throws AskError */
export async function importPaths(paths: readonly string[]): Promise<void> {
	const { way } = useImporting.getState();
	await ask("imports.start", { run: newRun(), paths: [...paths], way });
}

/** Asks for files or a folder and begins an import of them. @throws AskError */
export async function pickImport(what: "files" | "folder"): Promise<void> {
	const { way } = useImporting.getState();
	await ask("imports.pick", { run: newRun(), what, way });
}

/** Takes what was dropped: one picture with a recipe waits for an answer, everything else comes in. @throws AskError */
export async function importDropped(
	paths: readonly string[],
	{ hasFolder }: { readonly hasFolder: boolean },
): Promise<void> {
	const [path] = paths;
	if (paths.length === 1 && path !== undefined && !hasFolder) {
		const recipe = await recipeInFile(path);
		if (recipe !== undefined) {
			useImporting.setState({ asked: { path, recipe } });
			return;
		}
	}
	await importPaths(paths);
}
