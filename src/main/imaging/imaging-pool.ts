import { basename } from "node:path";
import { type Clock, systemClock } from "../foundation/clock.ts";
import { type Log, silentLog } from "../foundation/log.ts";
import type { CallOptions, ImageSource, Imaging } from "./imaging.ts";
import { createWorkerPool } from "./worker-pool.ts";
import type { OperationName, Operations, WorkerTask } from "./worker-task.ts";

export type ImagingOptions = {
	/** `imaging-worker.ts`, or what the build made of it. */
	readonly workerUrl: URL;
	readonly clock?: Clock;
	readonly log?: Log;
	/** Two by default: more would not be faster on a laptop, and each costs 130 MB and up. */
	readonly maxWorkers?: number;
	/** How long one picture may take, 20 s by default. */
	readonly callMs?: number;
	/** How long one edit may take, two minutes by default: the result is written at full resolution. */
	readonly editMs?: number;
	/** How long a worker may take to start, 30 s by default. */
	readonly startMs?: number;
	/** How long an idle worker is kept, a minute by default. */
	readonly quietMs?: number;
	/** A worker is replaced after so many pictures, 200 by default. */
	readonly maxPictures?: number;
};

const EDIT_MS = 120_000;
/** How long one frame may take when an animation is put together. */
const ANIMATE_MS = 20_000;

/** Facts keep the name for a sentence; very long ones would push the sentence off the screen. */
const MAX_NAME_CHARS = 120;

/**
 * The picture service of the app. Workers are started when the first picture comes. A call that is
 * aborted ends at once for its caller; the worker finishes the picture it is at.
 */
export function createImaging(options: ImagingOptions): Imaging {
	const pool = createWorkerPool({
		workerUrl: options.workerUrl,
		maxWorkers: options.maxWorkers ?? 2,
		callMs: options.callMs ?? 20_000,
		startMs: options.startMs ?? 30_000,
		quietMs: options.quietMs ?? 60_000,
		maxPictures: options.maxPictures ?? 200,
		clock: options.clock ?? systemClock,
		log: options.log ?? silentLog,
	});

	async function call<Name extends OperationName>(
		operation: Name,
		source: ImageSource,
		{ signal, name }: CallOptions,
		takes: Operations[Name]["takes"],
	): Promise<Operations[Name]["gives"]> {
		// TypeScript cannot see that one member of the union is built here, nor that a worker
		// answers an operation with what the same row of Operations promises.
		const task = { operation, source, name: nameOf(source, name), ...takes } as WorkerTask;
		return (await pool.run(task, signal)) as Operations[Name]["gives"];
	}

	return {
		inspect: (source, callOptions = {}) => call("inspect", source, callOptions, {}),
		thumbnail: (source, { maxSide, ...callOptions }) =>
			call("thumbnail", source, callOptions, { maxSide }),
		inspectWithThumbnail: (source, { maxSide, ...callOptions }) =>
			call("inspectWithThumbnail", source, callOptions, { maxSide }),
		take: (source, { maxSide, ...callOptions }) => call("take", source, callOptions, { maxSide }),
		look: (source, callOptions = {}) => call("look", source, callOptions, {}),
		fit: (source, { rules, gateway, maxSide, ...callOptions }) =>
			call("fit", source, callOptions, { rules, gateway, maxSide }),
		edit: (source, { edit, ...callOptions }) =>
			call("edit", source, callOptions, { edit, limitMs: options.editMs ?? EDIT_MS }),
		frame: (source, { canvas, ...callOptions }) => call("frame", source, callOptions, { canvas }),
		animate: ([first = new Uint8Array(), ...others], { signal, ...animation }) =>
			call(
				"animate",
				{ bytes: first },
				{ ...(signal && { signal }), name: "animation" },
				{ ...animation, others, limitMs: ANIMATE_MS * (1 + others.length) },
			),
		palette: (source, { count, ...callOptions }) => call("palette", source, callOptions, { count }),
		close: pool.close,
	};
}

function nameOf(source: ImageSource, given: string | undefined): string {
	const name = given ?? ("path" in source ? basename(source.path) : "picture");
	return name.length > MAX_NAME_CHARS ? `${name.slice(0, MAX_NAME_CHARS - 1)}…` : name;
}
