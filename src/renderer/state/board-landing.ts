import type { BoardDocument, PictureItem } from "../../contract/board.ts";
import type { JobId } from "../../contract/ids.ts";
import type { Job } from "../../contract/jobs.ts";
import type { SetDetail } from "../../contract/sets.ts";
import type { Pixels } from "../board-document/edit-pictures.ts";
import {
	fillSlot,
	isSlotOf,
	landResults,
	passSlots,
	type SavedResult,
} from "../board-document/land-results.ts";
import { ask, failureOf, hear } from "../bridge/client.ts";
import { expectedPixels } from "./board-expected-pixels.ts";
import { newItemId } from "./board-ids.ts";
import { promptName } from "./board-placing.ts";
import { requestedItems } from "./board-references.ts";
import { editBoard, presentView, useBoard } from "./board-store.ts";
import { useJobs } from "./jobs-store.ts";
import { useSelection } from "./selection-store.ts";

/** Saved pictures of jobs, by their place in the job. */
const saved = new Map<JobId, Map<number, SavedResult>>();
/** Jobs that need not be asked after: main tells of them, or was asked. */
const asked = new Set<JobId>();
/** Places of jobs that had their slot in this run; a slot the designer removed does not come back. */
const landed = new Map<JobId, Set<number>>();

/**
 * Puts slots for jobs that were just handed over on the open board: while the board is looked at,
 * or when it holds what a job began with.
 */
export function landJobs(jobs: readonly Job[]): void {
	for (const job of jobs) {
		asked.add(job.id);
		const { board, chosen } = useBoard.getState();
		if (board === undefined || landed.has(job.id)) continue;
		const references = requestedItems(board, job.request, chosen);
		const isLookedAt = useSelection.getState().stage === "board";
		if (!isLookedAt && references.length === 0) continue;
		const first = board.items.find(({ id }) => id === references[0]);
		const pixels = expectedPixels(job, first?.kind === "picture" ? first.pixels : undefined);
		land(job, { references, pixels, places: [0, job.request.count] });
	}
	for (const job of jobs) takeJob(useJobs.getState().byId.get(job.id) ?? job);
}

/**
 * Keeps slots filled: with what main tells of jobs, and whenever a slot comes to the open board by
 * opening, undoing or pasting. @returns a function that ends it
 */
export function followResults(): () => void {
	const ends = [
		hear("jobs.changed", takeJob),
		useBoard.subscribe(({ board }, before) => {
			if (board !== undefined && board.items !== before.board?.items) reconcile(board);
		}),
	];
	return () => {
		for (const end of ends) end();
		saved.clear();
		asked.clear();
		landed.clear();
	};
}

function takeJob(job: Job): void {
	asked.add(job.id);
	learn(job);
	const old = job.retryOf ?? job.fallbackFor;
	if (old !== undefined) passOn(old, job);
	fillKnown();
	addExtras(job);
}

/** Lets everything on the board that waits find what is there already. */
function reconcile(board: BoardDocument): void {
	const waiting = new Set(board.items.flatMap((item) => (isSlotOf(item) ? item.source.job : [])));
	if (waiting.size === 0) return;
	const { byId } = useJobs.getState();
	for (const job of byId.values()) {
		const old = job.retryOf ?? job.fallbackFor;
		if (waiting.has(job.id)) learn(job);
		else if (old !== undefined && waiting.has(old)) {
			learn(job);
			passOn(old, job);
		}
	}
	fillKnown();
	for (const id of waiting) if (!byId.has(id) && !saved.has(id)) void askAfter(id);
}

/** What a job that is off the list has brought. */
async function askAfter(id: JobId): Promise<void> {
	if (asked.has(id)) return;
	asked.add(id);
	try {
		learnSet(id, await ask("sets.get", id));
		fillKnown();
	} catch (thrown) {
		// The slot stays and the canvas says that its job is gone; what may pass is asked anew.
		if (failureOf(thrown).kind !== "not-found") asked.delete(id);
	}
}

function learn(job: Job): void {
	for (const { id, index, state, width, height } of job.outputs) {
		if (state !== "saved") continue;
		const known = width !== undefined && height !== undefined;
		note(job.id, index, { id, ...(known && { pixels: { width, height } }) });
	}
}

function learnSet(job: JobId, { slots }: SetDetail): void {
	for (const { image } of slots.flatMap(({ frames }) => frames)) {
		if (image?.job !== job) continue;
		note(job, image.index, { id: image.id, pixels: { width: image.width, height: image.height } });
	}
}

function note(job: JobId, index: number, result: SavedResult): void {
	const results = saved.get(job) ?? new Map<number, SavedResult>();
	saved.set(job, results.set(index, result));
}

/** Fills every slot of the open board whose picture is saved. */
function fillKnown(): void {
	const { board } = useBoard.getState();
	const filled = board?.items.flatMap((item) => {
		const result = isSlotOf(item) && saved.get(item.source.job)?.get(item.source.index);
		return result ? [{ source: item.source, result }] : [];
	});
	if (filled === undefined || filled.length === 0) return;
	editBoard(
		(before) =>
			filled.reduce(
				(next, { source, result }) => fillSlot(next, source.job, source.index, result),
				before,
			),
		{ quiet: true },
	);
}

/** The slots that wait for one job wait for the one that repeats it; for more pictures there are more slots. */
function passOn(old: JobId, job: Job): void {
	const { board } = useBoard.getState();
	const slots = board?.items.filter((item) => isSlotOf(item, old)) ?? [];
	const [first] = slots;
	if (board === undefined || first === undefined) return;
	const open = [...new Set(slots.map(({ source }) => source.index))].toSorted((a, b) => a - b);
	const places = new Map(open.map((index, at) => [index, at]));
	const references = linkedTo(board, new Set(slots.map(({ id }) => id)));
	editBoard((before) => passSlots(before, old, job.id, places), { quiet: true });
	markLanded(job.id, 0, open.length);
	const missing = job.request.count - open.length;
	if (missing > 0) {
		land(job, { references, pixels: first.pixels, places: [open.length, missing], quiet: true });
	}
}

/** Slots for pictures a job brought beyond those asked for. */
function addExtras(job: Job): void {
	if (job.outputs.every(({ index }) => index < job.request.count)) return;
	const { board } = useBoard.getState();
	const outputs = new Set<string>(job.outputs.map(({ id }) => id));
	const own = board?.items.filter(
		(item) =>
			isSlotOf(item, job.id) ||
			(item.kind === "picture" && item.source.kind === "image" && outputs.has(item.source.id)),
	);
	const first = own?.find((item) => item.kind === "picture");
	if (board === undefined || own === undefined || first === undefined) return;
	const references = linkedTo(board, new Set(own.map(({ id }) => id)));
	for (const { id, index } of job.outputs) {
		if (index < job.request.count || landed.get(job.id)?.has(index)) continue;
		markLanded(job.id, index, 1);
		const isThere = own.some(
			(item) =>
				item.kind === "picture" &&
				(item.source.kind === "slot" ? item.source.index === index : item.source.id === id),
		);
		if (isThere) continue;
		land(job, { references, pixels: first.pixels, places: [index, 1], at: first, quiet: true });
	}
	fillKnown();
}

type Landing = {
	readonly references: ReturnType<typeof requestedItems>;
	readonly pixels: Pixels;
	/** The first, and how many. */
	readonly places: readonly [number, number];
	readonly at?: Pick<PictureItem, "x" | "y">;
	readonly quiet?: boolean;
};

function land(job: Job, { references, pixels, places, at, quiet }: Landing): void {
	const [first, count] = places;
	const results = {
		job: job.id,
		first,
		count,
		pixels,
		name: promptName(job.request.prompt),
		references,
	};
	editBoard((board) => landResults(board, results, at ?? presentView(), newItemId).board, {
		quiet,
	});
	markLanded(job.id, first, count);
}

function markLanded(job: JobId, first: number, count: number): void {
	const places = landed.get(job) ?? new Set();
	for (let place = first; place < first + count; place++) places.add(place);
	landed.set(job, places);
}

function linkedTo(board: BoardDocument, items: ReadonlySet<string>): PictureItem["id"][] {
	return [...new Set(board.links.flatMap(({ from, to }) => (items.has(to) ? from : [])))];
}
