import { create } from "zustand";
import type { Failure } from "../../../contract/errors.ts";
import { RunId } from "../../../contract/ids.ts";
import type { Exported, ExportOrder } from "../../../contract/sets.ts";
import { ask, failureOf, hear } from "../../bridge/client.ts";

/** How an export stands; there is one at a time. */
type ExportState =
	| { readonly phase: "none" }
	| {
			readonly phase: "running";
			readonly run: RunId;
			/** Absent until main has begun, or while its dialog is open. */
			readonly progress: { readonly done: number; readonly total: number } | undefined;
	  }
	| { readonly phase: "done"; readonly exported: Exported }
	| { readonly phase: "failed"; readonly failure: Failure };

export const useExport = create<{ readonly state: ExportState }>()(() => ({
	state: { phase: "none" },
}));

/** Starts an export and follows it to its end; does nothing while another goes on. */
export async function startExport(order: Omit<ExportOrder, "run">): Promise<void> {
	if (useExport.getState().state.phase === "running") return;
	const run = RunId.parse(crypto.randomUUID());
	const put = (state: ExportState) => useExport.setState({ state });
	put({ phase: "running", run, progress: undefined });
	const end = hear("export.progress", ({ run: told, done, total }) => {
		if (told === run) put({ phase: "running", run, progress: { done, total } });
	});
	try {
		const exported = await ask("exports.start", { run, ...order });
		// Without a path the dialog was closed, or it was stopped: there is nothing to tell.
		put(exported.path === undefined ? { phase: "none" } : { phase: "done", exported });
	} catch (thrown) {
		put({ phase: "failed", failure: failureOf(thrown) });
	} finally {
		end();
	}
}

/** Stops the export that goes on; it ends by itself a moment later. */
export function stopExport(): void {
	const { state } = useExport.getState();
	if (state.phase !== "running") return;
	void ask("exports.stop", state.run).catch((thrown) => {
		useExport.setState({ state: { phase: "failed", failure: failureOf(thrown) } });
	});
}

export function dismissExport(): void {
	if (useExport.getState().state.phase !== "running") {
		useExport.setState({ state: { phase: "none" } });
	}
}
