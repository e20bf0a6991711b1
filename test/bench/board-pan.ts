import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import type { CDPSession, Page } from "playwright";
import type { Benchmark, Result } from "./benchmark.ts";
import { allPictures, openBoardWindow, pictureItems, settled } from "./board-window.ts";
import { makeGalleryLibrary } from "./gallery-library.ts";
import { requireWindow } from "./real-window.ts";
import { temporaryFolder } from "./temporary-folder.ts";

const PICTURES = 300;
/** 2K, in three shapes. */
const shapes = [
	{ width: 2048, height: 2048 },
	{ width: 2560, height: 1440 },
	{ width: 1728, height: 2304 },
] as const;
/** `quality.md`: script time of a frame in which the board is panned or zoomed. */
const ALLOWED_MS = 8;
/** Between two movements of the hand, ms; a mouse reports 125 times a second. */
const PACE_MS = 8;
const MOVES = 240;
/** CSS px the hand goes to each side of the middle. */
const REACH = 160;

/**
 * Pans with the middle button and zooms with the wheel over a board of 300 pictures of 2K, once with
 * all of them in sight and once with some, near enough for large levels. A frame's script is
 * everything that ran between two frames in Chromium's own trace: input, frame, timers, microtasks,
 * in time of the processor, for other programs want it too.
 */
export const boardPan: Benchmark = {
	name: "board-pan",
	compares: `script of a frame, p95, panning and zooming ${PICTURES} pictures of 2K / what is allowed`,
	run: async (say) => {
		requireWindow();
		await using folder = await temporaryFolder();
		const library = join(folder.path, "library");
		await makeGalleryLibrary(library, PICTURES, { shapes, seeds: 2 });
		const window = await openBoardWindow(library, join(folder.path, "data"));
		try {
			const { page, ask } = window;
			const [board] = await ask("boards.list");
			if (board === undefined) throw new Error("there is no board");
			const put = [...pictureItems(await allPictures(window))];
			await ask("boards.change", { id: board.id, change: { put } });
			await page.reload();
			await page.getByRole("application").waitFor();
			const cdp = await page.context().newCDPSession(page);
			const results: Result[] = [];
			for (const sight of ["all", "some"] as const) {
				await page.keyboard.press("Control+1");
				if (sight === "some") await zoomNear(page);
				await settled(page);
				for (const way of ["pan", "zoom"] as const) {
					const frames = await traced(cdp, () =>
						way === "pan" ? panAbout(page) : zoomAbout(page),
					);
					results.push(outcome(`board-pan ${way}, ${sight} in sight`, frames, say));
				}
			}
			return results;
		} finally {
			await window.app.close();
		}
	},
};

function outcome(name: string, { scripts, tasks }: Frames, say: (line: string) => void): Result {
	const ours = Number(percentile(scripts, 0.95).toPrecision(4));
	say(
		`${name}: ${scripts.length} frames, script p50 ${percentile(scripts, 0.5).toFixed(2)} ms` +
			`, longest ${Math.max(...scripts).toFixed(1)} ms` +
			`; all of the main thread p95 ${percentile(tasks, 0.95).toFixed(1)} ms`,
	);
	const ratio = Number((ours / ALLOWED_MS).toPrecision(4));
	return { name, ours, floor: ALLOWED_MS, ratio, goal: 1, unit: "ms", n: scripts.length };
}

async function middle(page: Page) {
	const box = await page.getByRole("application").boundingBox();
	if (box === null) throw new Error("the board is not on screen");
	return { x: box.x + box.width / 2, y: box.y + box.height / 2 };
}

async function zoomNear(page: Page): Promise<void> {
	const { x, y } = await middle(page);
	await page.mouse.move(x, y);
	for (let notch = 0; notch < 12; notch += 1) {
		await page.mouse.wheel(0, -100);
		await sleep(PACE_MS);
	}
}

async function panAbout(page: Page): Promise<void> {
	const { x, y } = await middle(page);
	await page.mouse.move(x, y);
	await page.mouse.down({ button: "middle" });
	for (let move = 1; move <= MOVES; move += 1) {
		const angle = (move / MOVES) * 6 * Math.PI;
		await page.mouse.move(x + Math.sin(angle) * REACH, y + Math.sin(angle * 0.7) * REACH);
		await sleep(PACE_MS);
	}
	await page.mouse.up({ button: "middle" });
}

async function zoomAbout(page: Page): Promise<void> {
	const { x, y } = await middle(page);
	await page.mouse.move(x, y);
	for (let move = 0; move < MOVES / 2; move += 1) {
		// In and out again and again, ending where it began.
		await page.mouse.wheel(0, Math.floor(move / 6) % 2 === 0 ? -100 : 100);
		await sleep(2 * PACE_MS);
	}
}

/** Of each frame, ms: what scripts took, and what all tasks of the main thread took. */
type Frames = { readonly scripts: readonly number[]; readonly tasks: readonly number[] };
type TraceEvent = {
	readonly name: string;
	readonly ph: string;
	/** Microseconds. */
	readonly ts: number;
	readonly dur?: number;
	/** The same, without the time in which another program had the processor; where the system tells. */
	readonly tdur?: number;
	readonly pid: number;
	readonly tid: number;
};

/** Names of Chromium's own for what runs scripts (devtools-frontend, `TimelineModel`). */
const scriptEvents = new Set([
	"EventDispatch",
	"EvaluateScript",
	"FireAnimationFrame",
	"FireIdleCallback",
	"FunctionCall",
	"MajorGC",
	"MinorGC",
	"RunMicrotasks",
	"TimerFire",
	"v8.callFunction",
]);

async function traced(cdp: CDPSession, work: () => Promise<void>): Promise<Frames> {
	const events: TraceEvent[] = [];
	const collect = ({ value }: { value: object[] }) => {
		events.push(...(value as TraceEvent[]));
	};
	cdp.on("Tracing.dataCollected", collect);
	const categories = "devtools.timeline,toplevel,v8,disabled-by-default-devtools.timeline";
	await cdp.send("Tracing.start", {
		traceConfig: { includedCategories: categories.split(","), excludedCategories: ["*"] },
		transferMode: "ReportEvents",
	});
	await work();
	const done = new Promise((resolve) => cdp.once("Tracing.tracingComplete", resolve));
	await cdp.send("Tracing.end");
	await done;
	cdp.off("Tracing.dataCollected", collect);
	return framesOf(events);
}

function framesOf(events: readonly TraceEvent[]): Frames {
	const frames = events.filter(({ name, ph }) => name === "FireAnimationFrame" && ph === "X");
	const thread = frames[0];
	if (thread === undefined) throw new Error("no frame was drawn");
	const own = events.filter(
		({ ph, pid, tid, dur }) =>
			ph === "X" && dur !== undefined && pid === thread.pid && tid === thread.tid,
	);
	const ends = [...new Set(frames.map(({ ts, dur = 0 }) => ts + dur))].toSorted((a, b) => a - b);
	const scripts = outermost(own.filter(({ name }) => scriptEvents.has(name)));
	const tasks = outermost(own.filter(({ name }) => name === "RunTask"));
	return { scripts: perFrame(scripts, ends), tasks: perFrame(tasks, ends) };
}

/** Those that lie in no other of them. */
function outermost(events: readonly TraceEvent[]): readonly TraceEvent[] {
	const sorted = events.toSorted((a, b) => a.ts - b.ts || (b.dur ?? 0) - (a.dur ?? 0));
	let until = Number.NEGATIVE_INFINITY;
	return sorted.filter(({ ts, dur = 0 }) => {
		if (ts < until) return false;
		until = ts + dur;
		return true;
	});
}

/** Ms that fall between the end of one frame's script and the end of the next. */
function perFrame(events: readonly TraceEvent[], ends: readonly number[]): readonly number[] {
	const sums = ends.map(() => 0);
	let frame = 0;
	for (const { ts, dur = 0, tdur = dur } of events) {
		while (frame < ends.length && ts >= (ends[frame] ?? 0)) frame += 1;
		if (frame < ends.length) sums[frame] = (sums[frame] ?? 0) + tdur / 1_000;
	}
	return sums.slice(1);
}

function percentile(values: readonly number[], part: number): number {
	const sorted = values.toSorted((a, b) => a - b);
	return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))] ?? 0;
}
