import { appError } from "../../../contract/errors.ts";
import type { ImageId, RunId } from "../../../contract/ids.ts";
import type { Edited } from "../../../contract/library-edit.ts";
import type { Clock } from "../../foundation/clock.ts";
import type { Emit } from "../../jobs/job-ports.ts";
import type { Activities } from "../../library/activities.ts";
import type { EditProgress } from "../../library/edit-run.ts";
import type { Library } from "../../library/library.ts";
import type { EditOutcome } from "../../library/picture-edits.ts";
import type { Handlers } from "../router.ts";

type Names =
	| "library.edit"
	| "library.trash"
	| "library.restore"
	| "library.emptyTrash"
	| "library.undo"
	| "library.lineage"
	| "library.keptCosts"
	| "collections.list"
	| "collections.save"
	| "collections.remove"
	| "collections.restore";

/** Of more pictures the window asks anew. */
const MAX_TOLD = 500;
/** Work that is over by then is not worth a word. */
const QUIET_MS = 300;

export function libraryEditHandlers(ports: {
	readonly library: Pick<Library, "edits" | "collections" | "lineage" | "keptCosts">;
	readonly activities: Pick<Activities, "run">;
	readonly clock: Clock;
	readonly emit: Emit;
}): Pick<Handlers, Names> {
	const { library, emit } = ports;
	const { edits, collections } = library;

	const tellCollections = async () => {
		const all = await collections.list();
		if (all.length > 0) emit("collections.changed", all);
	};
	const told = async ({ edited, marked, gone, back }: EditOutcome, counts: boolean) => {
		const moved = gone.length + back.length;
		if (moved > MAX_TOLD || marked.length > MAX_TOLD) {
			emit("library.changed", { count: moved + marked.length });
		} else {
			if (moved > 0) emit("library.moved", { gone, back });
			if (marked.length > 0) emit("library.marked", marked);
		}
		if (counts || moved > 0) await tellCollections();
		return edited;
	};
	const run = (
		id: RunId,
		work: (progress: EditProgress) => Promise<EditOutcome>,
		counts = false,
	): Promise<Edited> => quietly(id, async (progress) => told(await work(progress), counts), ports);

	return {
		"library.edit": async ({ run: id, ids, change }) => {
			if (change.addTo !== undefined) await collections.ensureByHand(change.addTo);
			const counts = change.addTo !== undefined || change.removeFrom !== undefined;
			return run(id, (progress) => edits.edit(ids, change, progress), counts);
		},
		"library.trash": ({ run: id, ids }) => run(id, (progress) => edits.trash(ids, progress)),
		"library.restore": ({ run: id, ids }) => run(id, (progress) => edits.restore(ids, progress)),
		"library.undo": ({ run: id, id: undo }) =>
			run(id, (progress) => edits.undo(undo, progress), true),
		"library.emptyTrash": ({ run: id, ids }) =>
			quietly(
				id,
				async (progress) => {
					const { removed, bytes, error } = await edits.emptyTrash(ids, progress);
					tellGone(removed, emit);
					if (removed.length === 0 && error !== undefined) throw error;
					return { removed: removed.length, bytes };
				},
				ports,
			),
		"library.lineage": (id) => library.lineage(id),
		"library.keptCosts": async (filter) => [...(await library.keptCosts(filter))],
		"collections.list": async () => [...(await collections.list())],
		"collections.save": async (wanted) => {
			const saved = await collections.save(wanted);
			emit("collections.changed", await collections.list());
			return saved;
		},
		"collections.remove": async (id) => {
			await collections.remove(id);
			emit("collections.changed", await collections.list());
		},
		"collections.restore": async (id) => {
			const restored = await collections.restore(id);
			emit("collections.changed", await collections.list());
			return restored;
		},
	};
}

function tellGone(gone: readonly ImageId[], emit: Emit): void {
	if (gone.length > MAX_TOLD) emit("library.changed", { count: gone.length });
	else if (gone.length > 0) emit("library.moved", { gone, back: [] });
}

/**
 * Does work that is mostly over in a moment. What takes longer is shown among the long work, where it
 * can be stopped; it answers all the same with what was done until then.
 */
async function quietly<T>(
	id: RunId,
	work: (progress: EditProgress) => Promise<T>,
	{ activities, clock }: { readonly activities: Pick<Activities, "run">; readonly clock: Clock },
): Promise<T> {
	const stop = new AbortController();
	const over = new AbortController();
	let count: readonly [done: number, total: number] = [0, 0];
	let tellMore = () => {};
	const working = work({
		signal: stop.signal,
		tell: (done, total) => {
			count = [done, total];
			tellMore();
		},
	}).finally(() => over.abort());
	const show = async () => {
		await clock.sleep(QUIET_MS, over.signal);
		if (over.signal.aborted) return;
		await activities.run({ id, kind: "edit" }, async (report) => {
			const stopNow = () => stop.abort();
			if (report.signal.aborted) stopNow();
			report.signal.addEventListener("abort", stopNow, { once: true });
			tellMore = () => report.tell({ done: count[0], total: count[1] });
			tellMore();
			await working;
			if (stop.signal.aborted) throw appError("cancelled");
		});
	};
	// How it went is the answer of the work itself; here it is only shown.
	show().catch(() => {});
	return working;
}
