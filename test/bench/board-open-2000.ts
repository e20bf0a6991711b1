import { join } from "node:path";
import type { Page } from "playwright";
import type { Benchmark } from "./benchmark.ts";
import {
	allPictures,
	type BoardWindow,
	openBoardWindow,
	pictureItems,
	settled,
} from "./board-window.ts";
import { makeGalleryLibrary } from "./gallery-library.ts";
import { interleave, result } from "./measure.ts";
import { requireWindow } from "./real-window.ts";
import { temporaryFolder } from "./temporary-folder.ts";

const PICTURES = 2_000;
const TITLE = "Two thousand";

/**
 * From choosing a board of 2,000 pictures in the menu to all of them on screen, every one in sight,
 * against a bare canvas in the same window that loads the same small stand-ins as images, all at
 * once, and draws each as it comes. Each round is a new start of the app.
 */
export const boardOpen2000: Benchmark = {
	name: "board-open-2000",
	compares: `opening a board of ${PICTURES} pictures / a bare canvas drawing the same stand-ins`,
	run: async () => {
		requireWindow();
		await using folder = await temporaryFolder();
		const library = join(folder.path, "library");
		await makeGalleryLibrary(library, PICTURES);
		const data = join(folder.path, "data");
		await withWindow(library, data, makeBoard);
		const medians = await interleave({
			ours: () => withWindow(library, data, openMs),
			floor: () => withWindow(library, data, bareCanvasMs),
			rounds: 3,
			warmUps: 1,
		});
		return [result("board-open-2000", medians, { goal: 1.5 })];
	},
};

async function withWindow<T>(
	library: string,
	data: string,
	work: (window: BoardWindow) => Promise<T>,
): Promise<T> {
	const window = await openBoardWindow(library, data);
	try {
		return await work(window);
	} finally {
		await window.app.close();
	}
}

/** Leaves an empty board open, and the large one to be chosen. */
async function makeBoard(window: BoardWindow): Promise<void> {
	const put = [...pictureItems(await allPictures(window))];
	const { id } = await window.ask("boards.create", { title: TITLE });
	await window.ask("boards.change", { id, change: { put } });
}

async function openMs({ page }: BoardWindow): Promise<number> {
	await openEmptyBoard(page);
	await openMenu(page);
	const started = performance.now();
	await choose(page, new RegExp(TITLE));
	await settled(page);
	return performance.now() - started;
}

async function bareCanvasMs(window: BoardWindow): Promise<number> {
	await openEmptyBoard(window.page);
	const ids = (await allPictures(window)).map(({ id }) => id);
	return window.page.evaluate(drawBare, ids);
}

/** Runs in the page: loads and draws everything, and says how long it took, ms. */
async function drawBare(ids: readonly string[]): Promise<number> {
	const canvas = document.createElement("canvas");
	[canvas.width, canvas.height] = [1440, 900];
	canvas.style.cssText = "position:fixed;inset:0;z-index:99";
	document.body.append(canvas);
	const ctx = canvas.getContext("2d");
	if (ctx === null) throw new Error("there is no canvas");
	const started = performance.now();
	const columns = 57;
	const side = 1440 / columns;
	await Promise.all(
		ids.map(async (id, at) => {
			const image = new Image();
			const loaded = new Promise((resolve, reject) => {
				image.onload = resolve;
				image.onerror = reject;
			});
			image.src = `media://thumb/${id}`;
			await loaded;
			ctx.drawImage(image, (at % columns) * side, Math.floor(at / columns) * side, side, side);
		}),
	);
	await new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
	return performance.now() - started;
}

/** A round before may have left the large one open. */
async function openEmptyBoard(page: Page): Promise<void> {
	const isLarge = page.getByRole("application", { name: new RegExp(TITLE) });
	if ((await isLarge.count()) === 0) return;
	await openMenu(page);
	await choose(page, /Untitled/);
}

async function openMenu(page: Page): Promise<void> {
	await page.locator("[aria-haspopup=dialog]", { hasText: /Untitled|Two thousand/ }).click();
	await boards(page).waitFor();
}

async function choose(page: Page, title: RegExp): Promise<void> {
	await boards(page).getByRole("button", { name: title }).first().click();
	await page.getByRole("application", { name: title }).waitFor();
}

function boards(page: Page) {
	return page.getByRole("dialog").getByRole("list");
}
