import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import type { BoardDocument, PictureItem } from "../../../../src/contract/board.ts";
import { AccountId, type ImageId } from "../../../../src/contract/ids.ts";
import type { Job } from "../../../../src/contract/jobs.ts";
import { Settings } from "../../../../src/contract/settings.ts";
import { removeItems } from "../../../../src/renderer/board-document/edit-items.ts";
import { useApp } from "../../../../src/renderer/state/app-store.ts";
import { landJobs } from "../../../../src/renderer/state/board-landing.ts";
import { openBoard } from "../../../../src/renderer/state/board-list.ts";
import { rememberEdit } from "../../../../src/renderer/state/board-memory.ts";
import { placeImages, placeReferences } from "../../../../src/renderer/state/board-placing.ts";
import { usedAsReferences } from "../../../../src/renderer/state/board-references.ts";
import { startBoards } from "../../../../src/renderer/state/board-start.ts";
import {
	boardsIdle,
	editBoard,
	saveView,
	undoBoard,
	useBoard,
} from "../../../../src/renderer/state/board-store.ts";
import { toRequest } from "../../../../src/renderer/state/draft.ts";
import { useDraft } from "../../../../src/renderer/state/draft-store.ts";
import { putJobs } from "../../../../src/renderer/state/jobs-store.ts";
import { useSelection } from "../../../../src/renderer/state/selection-store.ts";
import {
	board,
	imageId,
	itemId,
	jobId,
	picture,
	referenceId,
	slot,
} from "../board-document/sample-board.ts";
import { boardId, createBoardsMain } from "./board-main.ts";
import { job as sampleJob } from "./sample-job.ts";

const first = board(
	[picture(1), picture(2, { source: { kind: "image", id: imageId(2) }, x: 600 })],
	{
		id: boardId(1),
	},
);

let main = createBoardsMain();
let end = () => {};

async function start(boards: readonly BoardDocument[] = [first]): Promise<void> {
	main = createBoardsMain(boards);
	useApp.setState({ settings: Settings.parse({ lastBoard: boards[0]?.id }) });
	vi.stubGlobal("window", { seedcase: main.bridge, innerWidth: 1_600 });
	end = startBoards();
	await vi.waitFor(() => expect(useBoard.getState().board).toBeDefined());
}

const items = () => useBoard.getState().board?.items ?? [];
const links = () => useBoard.getState().board?.links ?? [];
const slots = () => sources().filter((source) => source?.kind === "slot");
const sources = () => items().map((item) => (item.kind === "picture" ? item.source : undefined));
const kept = { kind: "picture", id: referenceId(1), name: "shoe" } as const;

/** A job for two pictures, as main tells of it. */
function job(n: number, request: Partial<Job["request"]> = {}, more: Partial<Job> = {}): Job {
	return sampleJob(
		"waiting",
		{ count: 2, size: { kind: "pixels", width: 1_600, height: 900 }, ...request },
		{ id: jobId(n), ...more },
	);
}
const saved = (index: number, id: ImageId) =>
	({ id, index, state: "saved", width: 1_600, height: 900 }) as const;
const saves = (of: Job, ...outputs: Job["outputs"]) =>
	main.tell("jobs.changed", { ...of, outputs });

beforeEach(() => {
	putJobs([]);
	useSelection.setState({ stage: "board" });
	useDraft.setState({ draft: { ...toDraft(), references: [] } });
});
afterEach(async () => {
	await boardsIdle();
	end();
	vi.unstubAllGlobals();
});

function toDraft() {
	return { ...job(1).request, account: AccountId.parse("0197a0b0-0000-7000-8000-000000000001") };
}

describe("a job that was handed over", () => {
	test("has slots of its shape beside its references, joined to them, and they fill as it brings pictures", async () => {
		await start();
		const one = job(1, { references: [kept] });
		landJobs([one]);
		expect(slots()).toEqual([
			{ kind: "slot", job: one.id, index: 0 },
			{ kind: "slot", job: one.id, index: 1 },
		]);
		expect(links()).toHaveLength(2);
		expect(links().every(({ from }) => from === itemId(1))).toBe(true);
		saves(one, { id: imageId(11), index: 0, state: "refused" }, saved(1, imageId(12)));
		expect(slots()).toEqual([{ kind: "slot", job: one.id, index: 0 }]);
		expect(sources().at(-1)).toEqual({ kind: "image", id: imageId(12) });
		await boardsIdle();
		expect(main.boards.get(first.id)).toEqual(useBoard.getState().board);
	});

	test("lands in the middle of what is seen when it has none there, only while the board is looked at", async () => {
		await start([board([], { id: boardId(1) })]);
		saveView({ x: 5_000, y: 0, zoom: 1 });
		landJobs([job(1)]);
		const [left, right] = items();
		expect(((left?.x ?? 0) + (right?.x ?? 0)) / 2).toBeCloseTo(5_000);
		expect((left?.width ?? 0) / (left?.height ?? 1)).toBeCloseTo(16 / 9);
		useSelection.setState({ stage: "gallery" });
		landJobs([job(2)]);
		expect(items()).toHaveLength(2);
		landJobs([job(1)]);
		expect(items()).toHaveLength(2);
	});

	test("finds its references on the board wherever one looks, also by the picture they were made of", async () => {
		await start();
		useSelection.setState({ stage: "gallery" });
		await usedAsReferences([itemId(2)]);
		const { draft } = useDraft.getState();
		landJobs([job(1, draft === undefined ? {} : toRequest(draft))]);
		expect(links().map(({ from }) => from)).toEqual([itemId(2), itemId(2)]);
		landJobs([job(2, { parent: imageId(2) })]);
		expect(links()).toHaveLength(4);
	});

	test("finds back to the picture that a reference was edited from, however often", async () => {
		await start();
		rememberEdit(referenceId(1), referenceId(70));
		rememberEdit(referenceId(70), referenceId(71));
		landJobs([job(1, { references: [{ ...kept, id: referenceId(71) }] })]);
		expect(links().map(({ from }) => from)).toEqual([itemId(1), itemId(1)]);
		rememberEdit(referenceId(71), referenceId(70));
		landJobs([job(2, { references: [{ ...kept, id: referenceId(70) }] })]);
		expect(links()).toHaveLength(4);
		landJobs([job(3, { references: [{ ...kept, id: referenceId(72) }] })]);
		expect(links()).toHaveLength(4);
	});

	test("of an open shape has slots of the first reference's", async () => {
		await start([board([picture(1, { pixels: { width: 300, height: 900 } })], { id: boardId(1) })]);
		landJobs([job(1, { references: [kept], size: { kind: "tier", tier: "2K" } })]);
		const landed = items()[1] as PictureItem;
		expect(landed.pixels.width / landed.pixels.height).toBeCloseTo(1 / 3, 2);
	});

	test("that brings more than asked for has a slot more, once", async () => {
		await start();
		const one = job(1, { references: [kept] });
		landJobs([one]);
		const outputs = [0, 1, 2].map((index) => saved(index, imageId(20 + index)));
		saves(one, ...outputs);
		expect(sources().slice(2)).toEqual(outputs.map(({ id }) => ({ kind: "image", id })));
		expect(links()).toHaveLength(3);
		editBoard((b) =>
			removeItems(
				b,
				b.items.slice(-1).map(({ id }) => id),
			),
		);
		saves(one, ...outputs);
		expect(items()).toHaveLength(4);
	});

	test("that is repeated hands its open slots on, and the rest beside them", async () => {
		await start();
		const one = job(1, { references: [kept] });
		landJobs([one]);
		saves(one, saved(0, imageId(11)), { id: imageId(12), index: 1, state: "lost" });
		const again = job(2, { references: [kept] }, { retryOf: one.id });
		saves(again);
		expect(slots()).toEqual([
			{ kind: "slot", job: again.id, index: 0 },
			{ kind: "slot", job: again.id, index: 1 },
		]);
		saves(again, saved(0, imageId(13)), saved(1, imageId(14)));
		expect(slots()).toEqual([]);
		expect(items()).toHaveLength(5);
		expect(links().filter(({ from }) => from === itemId(1))).toHaveLength(3);
	});
});

describe("a slot that comes to the board", () => {
	const waiting = board([slot(1, 1, 0), slot(2, 1, 1)], { id: boardId(2) });

	test("by undo is filled at once when its picture is there", async () => {
		await start();
		const one = job(1);
		landJobs([one]);
		editBoard((b) =>
			removeItems(
				b,
				b.items.slice(-1).map(({ id }) => id),
			),
		);
		saves(one, saved(0, imageId(11)), saved(1, imageId(12)));
		undoBoard();
		expect(sources().at(-1)).toEqual({ kind: "image", id: imageId(12) });
		expect(slots()).toEqual([]);
	});

	test("with its board is filled from the jobs on the list", async () => {
		await start([first, waiting]);
		putJobs([{ ...job(1), outputs: [saved(1, imageId(12))] }]);
		await openBoard(waiting.id);
		expect(sources()).toEqual([
			{ kind: "slot", job: jobId(1), index: 0 },
			{ kind: "image", id: imageId(12) },
		]);
	});

	test("of a job that is off the list is filled from its set, and stays when there is none", async () => {
		await start([first, waiting]);
		const image = { id: imageId(12), job: jobId(1), index: 0, width: 40, height: 30 };
		main.answers["sets.get"] = () => ({ slots: [{ frames: [{ image }, {}] }] });
		await openBoard(waiting.id);
		await vi.waitFor(() => expect(sources()[0]).toEqual({ kind: "image", id: imageId(12) }));
		expect(sources()[1]).toEqual({ kind: "slot", job: jobId(1), index: 1 });
		expect(main.calls.filter(({ name }) => name === "sets.get")).toHaveLength(1);
	});
});

describe("pictures put on the board from elsewhere", () => {
	test("lie in the middle of what is seen, chosen, as one step", async () => {
		await start([board([], { id: boardId(1) })]);
		saveView({ x: 300, y: 200, zoom: 2 });
		const placed = placeReferences([
			{ id: referenceId(9), name: "shoe", width: 640, height: 640, bytes: 1, format: "png" },
		]);
		expect(items()).toMatchObject([{ x: 300, y: 200, width: 320, name: "shoe" }]);
		expect(useBoard.getState().chosen).toEqual(placed);
		undoBoard();
		expect(items()).toEqual([]);
	});

	test("are all there or none, with the start of their prompt as name", async () => {
		await start();
		main.answers["library.get"] = (id: ImageId) => ({
			image: { id, prompt: " a shoe\n on a beach ", width: 100, height: 100 },
		});
		await placeImages([imageId(7), imageId(8)], { x: 0, y: 9_000 });
		expect(items().slice(2)).toMatchObject([
			{ name: "a shoe on a beach", source: { id: imageId(7) } },
			{ source: { id: imageId(8) } },
		]);
		delete main.answers["library.get"];
		await expect(placeImages([imageId(9)])).rejects.toThrow();
		expect(items()).toHaveLength(4);
	});
});

describe("pictures of the board used as references", () => {
	test("go into the form in reading order, as they are cropped and flipped", async () => {
		const crop = { x: 0.125, y: 0, width: 0.5, height: 1 };
		await start([
			board([slot(5, 1, 0), picture(2, { x: 900, crop, flipX: true }), picture(1)], {
				id: boardId(1),
			}),
		]);
		const used = await usedAsReferences([itemId(2), itemId(5), itemId(1)]);
		expect(used).toEqual({ added: 2, leftOut: 0 });
		const edits = main.calls.filter(({ name }) => name === "references.edit");
		expect(edits).toMatchObject([
			{ input: { edit: { flipX: true, flipY: false, crop: { ...crop, x: 0.375 } } } },
		]);
		const [one, two] = useDraft.getState().draft?.references ?? [];
		expect(one).toMatchObject({ id: referenceId(1) });
		landJobs([job(3, { references: two?.kind === "picture" ? [{ ...kept, id: two.id }] : [] })]);
		expect(links().every(({ from }) => from === itemId(2))).toBe(true);
		expect(links()).toHaveLength(2);
	});

	test("say how many are beyond what one request can name", async () => {
		const many = Array.from({ length: 32 }, (_, n) => picture(n, { x: n * 500 }));
		await start([board(many, { id: boardId(1) })]);
		expect(await usedAsReferences(many.map(({ id }) => id))).toEqual({ added: 30, leftOut: 2 });
	});
});
