import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { _electron, type CDPSession, type Page } from "playwright";
import type { Benchmark, Result } from "./benchmark.ts";
import { makeLargeLibrary } from "./large-library.ts";
import { median } from "./measure.ts";
import { APP_FOLDER, electronArguments, requireWindow, windowEnvironment } from "./real-window.ts";
import { temporaryFolder } from "./temporary-folder.ts";

/** How many pictures there are, and how often each library is flown through. */
const LIBRARIES = [
	{ pictures: 100_000, runs: 3 },
	{ pictures: 1_000_000, runs: 1 },
] as const;
/** The newest, which is more than the stretch that is scrolled; the others have no files. */
const WITH_FILES = 8_000;
/** Px from the top: beyond it the gallery is jumped through, month by month. */
const STRETCH_PX = 60_000;
/** Px a second: a wheel that spins freely, a hand that looks for something, a flick from one stop to the next. */
const SPEED = { fling: 20_000, slow: 1_500, flick: 6_000 } as const;
/** How far the slow hand goes, px, and how far one flick does, in windows. */
const SLOW_PX = 15_000;
const FLICK_WINDOWS = 3;
const HEAP_EVERY_MS = 100;

const ALLOWED = { images: 150, longTaskMs: 50, heapMb: 150 } as const;

type Watched = {
	/** The most <img> elements at once. */
	readonly images: number;
	/** Different pictures that were fetched and decoded. */
	readonly loaded: number;
	/** Ms each; Chromium reports those over 50 ms. */
	readonly longTasks: readonly number[];
	/** Px. */
	readonly travelled: number;
	readonly frames: number;
	readonly heapMb: number;
};

/**
 * Scrolls through a stretch of the gallery of the real window by Chromium's own smooth wheel
 * scrolling: it flies to its end and back, goes a part slowly, and then flick by flick to the end,
 * stopping each time until every picture in sight is there; then it jumps through every month of the
 * library by its scrubber. The worst run stands against what is allowed. Not one
 * long task is allowed, so there the ratio is their number; it is the middle run's, because another
 * program that takes the processor makes long tasks too.
 */
export const fling: Benchmark = {
	name: "fling",
	compares: `through 100,000 and 1,000,000 pictures: live <img>, tasks over 50 ms, JS heap / what is allowed`,
	run: async (say) => {
		requireWindow();
		const results: Result[] = [];
		for (const { pictures, runs } of LIBRARIES) {
			await using folder = await temporaryFolder();
			const library = join(folder.path, "library");
			await makeLargeLibrary(library, { pictures, real: WITH_FILES });
			const watched: Watched[] = [];
			for (let run = 0; run < runs; run += 1) {
				const one = await scrollOnce(library, join(folder.path, `data-${run}`));
				say(`${pictures} pictures, run ${run + 1}: ${told(one)}`);
				watched.push(one);
			}
			results.push(...resultsOf(pictures, watched));
		}
		return results;
	},
};

function told({ longTasks, travelled, frames, loaded }: Watched): string {
	const long = longTasks.map(Math.round).join(", ") || "none";
	return `${Math.round(travelled)} px in ${frames} frames, ${loaded} pictures loaded, long tasks in ms: ${long}`;
}

function resultsOf(pictures: number, runs: readonly Watched[]): Result[] {
	const name = `fling ${pictures.toLocaleString("en")}`;
	const worst = (of: (run: Watched) => number) => Math.max(...runs.map(of));
	const longTasks = median(runs.map((run) => run.longTasks.length));
	const n = runs.length;
	return [
		allowance(
			`${name} live images`,
			worst((run) => run.images),
			ALLOWED.images,
			{ unit: "img", n },
		),
		{
			...{ name: `${name} long tasks`, unit: `tasks > ${ALLOWED.longTaskMs} ms`, n },
			...{ ours: longTasks, floor: 0, ratio: longTasks, goal: 0 },
		},
		allowance(
			`${name} JS heap`,
			worst((run) => run.heapMb),
			ALLOWED.heapMb,
			{ unit: "MB", n },
		),
	];
}

function allowance(
	name: string,
	ours: number,
	allowed: number,
	of: Pick<Result, "unit" | "n">,
): Result {
	const ratio = Number((ours / allowed).toPrecision(4));
	return { name, ours: Number(ours.toPrecision(4)), floor: allowed, ratio, goal: 1, ...of };
}

async function scrollOnce(library: string, data: string): Promise<Watched> {
	const app = await _electron.launch({
		executablePath: process.execPath,
		args: [...electronArguments, APP_FOLDER, `--user-data-dir=${data}`],
		env: windowEnvironment({ SEEDCASE_LIBRARY: library }),
	});
	try {
		const page = await app.firstWindow();
		// The first start opens on the board.
		await page.getByRole("button", { name: "Gallery", exact: true }).first().click();
		await page.locator('[role="option"] img').first().waitFor();
		// Now: while a large library opens, the inspector loses answers to the main process's garbage collector.
		await app.evaluate(({ BrowserWindow }) => {
			BrowserWindow.getAllWindows()[0]?.setContentSize(1440, 900);
		});
		const cdp = await page.context().newCDPSession(page);
		const watch = await page.evaluateHandle(watchPage);
		const heap = watchHeap(cdp);
		await travelThrough(page, cdp);
		const heapMb = await heap.end();
		return { ...(await watch.evaluate((watching) => watching.end())), heapMb };
	} finally {
		await app.close();
	}
}

async function travelThrough(page: Page, cdp: CDPSession): Promise<void> {
	const { end: whole, height } = await page.evaluate(galleryPlace);
	const end = Math.min(whole, STRETCH_PX);
	await scrollTo(page, cdp, end, SPEED.fling);
	await scrollTo(page, cdp, 0, SPEED.fling);
	await scrollTo(page, cdp, SLOW_PX, SPEED.slow);
	for (let at = SLOW_PX; at < end; ) {
		at = Math.min(end, at + FLICK_WINDOWS * height);
		await scrollTo(page, cdp, at, SPEED.flick);
		await page.waitForFunction(picturesAreThere);
	}
	await jumpThroughMonths(page);
}

/** To the top of every month, from the first to the last, by the keys of the scrubber. */
async function jumpThroughMonths(page: Page): Promise<void> {
	const scrubber = page.getByRole("slider", { name: "Months" });
	await scrubber.press("Home");
	for (let last = ""; ; ) {
		await scrubber.press("ArrowDown");
		await page.waitForFunction(cellsAreThere);
		const place = (await scrubber.getAttribute("aria-valuenow")) ?? "";
		if (place === last) return;
		last = place;
	}
}

/** Scrolls the gallery to a place, px from its top. */
async function scrollTo(page: Page, cdp: CDPSession, to: number, speed: number): Promise<void> {
	const { x, y, at } = await page.evaluate(galleryPlace);
	const yDistance = Math.round(at - to);
	const gestureSourceType = "mouse";
	await cdp.send("Input.synthesizeScrollGesture", { x, y, yDistance, speed, gestureSourceType });
	const missed = Math.abs(to - (await page.evaluate(galleryPlace)).at);
	if (missed > 10) throw new Error(`the gallery stopped ${missed} px beside ${to}`);
}

/** Runs in the page: whether what is in sight is known, with or without its picture. */
function cellsAreThere(): boolean {
	const inSight = [...document.querySelectorAll('[role="option"]')].filter((cell) => {
		const { top, bottom, height } = cell.getBoundingClientRect();
		return height > 0 && bottom > 0 && top < innerHeight;
	});
	return inSight.length > 0 && inSight.every((cell) => cell.hasAttribute("data-image"));
}

/** Runs in the page: where the gallery is scrolled to and can be, and its middle in the window; all px. */
function galleryPlace() {
	let element = document.querySelector('[role="listbox"]');
	while (element !== null && getComputedStyle(element).overflowY !== "scroll") {
		element = element.parentElement;
	}
	if (element === null) throw new Error("the gallery does not scroll");
	const { left, top, width, height } = element.getBoundingClientRect();
	const end = element.scrollHeight - element.clientHeight;
	return { x: left + width / 2, y: top + height / 2, height, at: element.scrollTop, end };
}

/** Runs in the page. */
function picturesAreThere(): boolean {
	const inSight = [...document.querySelectorAll('[role="option"]')].filter((cell) => {
		const { top, bottom, height } = cell.getBoundingClientRect();
		return height > 0 && bottom > 0 && top < innerHeight;
	});
	return inSight.every((cell) => {
		const img = cell.querySelector("img");
		return img?.complete === true && img.naturalWidth > 0;
	});
}

/** Runs in the page. */
function watchPage() {
	const longTasks: number[] = [];
	const loaded = new Set<string>();
	const images = document.getElementsByTagName("img");
	const watched = { images: 0, travelled: 0, frames: 0 };
	let isOver = false;

	const note = (entries: readonly PerformanceEntry[]) => {
		for (const { duration } of entries) longTasks.push(duration);
	};
	const observer = new PerformanceObserver((list) => note(list.getEntries()));
	observer.observe({ type: "longtask" });
	const onLoad = ({ target }: Event) => {
		if (target instanceof HTMLImageElement) loaded.add(target.src);
	};
	const places = new WeakMap<object, number>();
	const onScroll = ({ target }: Event) => {
		if (!(target instanceof Element)) return;
		watched.travelled += Math.abs(target.scrollTop - (places.get(target) ?? 0));
		places.set(target, target.scrollTop);
	};
	document.addEventListener("load", onLoad, true);
	document.addEventListener("scroll", onScroll, true);
	const onFrame = () => {
		watched.frames += 1;
		watched.images = Math.max(watched.images, images.length);
		if (!isOver) requestAnimationFrame(onFrame);
	};
	onFrame();
	return {
		end: () => {
			isOver = true;
			note(observer.takeRecords());
			observer.disconnect();
			return { ...watched, longTasks, loaded: loaded.size };
		},
	};
}

/** Asks for the size of the window's JS heap, garbage included, until it is ended; the peak counts. */
function watchHeap(cdp: CDPSession) {
	let peak = 0;
	let isOver = false;
	const look = async () => {
		while (!isOver) {
			const { usedSize } = await cdp.send("Runtime.getHeapUsage");
			peak = Math.max(peak, usedSize);
			await sleep(HEAP_EVERY_MS);
		}
	};
	const looking = look();
	return {
		end: async () => {
			isOver = true;
			await looking;
			return peak / 1_000_000;
		},
	};
}
