import { create } from "zustand";
import type { Failure } from "../../contract/errors.ts";
import type { RouteOutput } from "../../contract/routes.ts";
import { ask, failureOf } from "../bridge/client.ts";

type RebuildState =
	| { readonly phase: "idle" | "running" }
	| { readonly phase: "done"; readonly found: RouteOutput<"library.rebuild"> }
	| { readonly phase: "failed"; readonly failure: Failure };

/** The one rebuild that may be going on, and how the last one ended. */
export const useLibraryRebuild = create<RebuildState>()(() => ({ phase: "idle" }));

/** Has the index made again from the folders; a second call while one runs does nothing. */
export async function rebuildLibrary(): Promise<void> {
	if (useLibraryRebuild.getState().phase === "running") return;
	useLibraryRebuild.setState({ phase: "running" }, true);
	try {
		const found = await ask("library.rebuild");
		useLibraryRebuild.setState({ phase: "done", found }, true);
	} catch (thrown) {
		useLibraryRebuild.setState({ phase: "failed", failure: failureOf(thrown) }, true);
	}
}
