import { isMainThread, parentPort } from "node:worker_threads";
import { AppError } from "../../contract/errors.ts";
import { animateFrames, framePicture } from "./animate-pictures.ts";
import { editPicture } from "./edit-picture.ts";
import { fitPicture } from "./fit-picture.ts";
import { readMetadata } from "./metadata-read.ts";
import { type OpenPicture, openPicture } from "./open-picture.ts";
import type { PictureFormat } from "./picture-format.ts";
import { lookOf } from "./picture-look.ts";
import { withPicture } from "./read-picture.ts";
import { inspectPicture, paletteOf, thumbnailOf } from "./view-picture.ts";
import { loadVips, type VipsModule, withImages } from "./vips.ts";
import type { OperationName, Operations, WorkerReply, WorkerTask } from "./worker-task.ts";

type Result = Operations[OperationName]["gives"];

/** One task after another: the pool sends the next when this one is answered. */
async function serve(): Promise<void> {
	const port = parentPort;
	if (isMainThread || port === null) throw new Error("This file is a worker's.");
	const decoders = new Decoders(await loadVips({ avif: false }));
	port.on("message", async (task: WorkerTask) => {
		const reply = await answer(decoders, task);
		port.postMessage(reply, transferable(reply));
	});
	port.postMessage({ kind: "ready" } satisfies WorkerReply);
}

/** AVIF is rare: its decoder is loaded when the first one comes. */
class Decoders {
	vips: VipsModule;
	#avif = false;

	constructor(withoutAvif: VipsModule) {
		this.vips = withoutAvif;
	}

	knows(format: PictureFormat): boolean {
		return this.#avif || format !== "avif";
	}

	async learnAvif(): Promise<void> {
		this.vips = await loadVips({ avif: true });
		this.#avif = true;
	}
}

async function answer(decoders: Decoders, task: WorkerTask): Promise<WorkerReply> {
	try {
		let value = attempt(decoders, task);
		if (value === undefined) {
			await decoders.learnAvif();
			value = attempt(decoders, task);
		}
		if (value === undefined) throw new Error("the decoder of AVIF was not found");
		return { kind: "done", value };
	} catch (thrown) {
		return failure(thrown, task);
	}
}

/** @returns undefined when a decoder for this format must be loaded first */
function attempt(decoders: Decoders, task: WorkerTask): Result | undefined {
	const { vips } = decoders;
	return withPicture(task.source, task.name, (bytes) =>
		decoders.knows(bytes.format)
			? withImages((own) => perform(vips, task, openPicture(vips, bytes, task.name, own)))
			: undefined,
	);
}

function perform(vips: VipsModule, task: WorkerTask, picture: OpenPicture): Result {
	switch (task.operation) {
		case "inspect":
			return inspectPicture(vips, picture);
		case "thumbnail":
			return thumbnailOf(vips, picture, task.maxSide);
		case "inspectWithThumbnail": {
			// Making the thumbnail decodes everything, so it is the inspection too.
			const thumbnail = thumbnailOf(vips, picture, task.maxSide);
			return { thumbnail, facts: picture.facts, look: lookOf(vips, thumbnail) };
		}
		case "take": {
			const thumbnail = thumbnailOf(vips, picture, task.maxSide);
			const look = lookOf(vips, thumbnail);
			return { thumbnail, facts: picture.facts, look, metadata: readMetadata(picture) };
		}
		case "look":
			return lookOf(vips, picture.whole());
		case "fit":
			return fitPicture(vips, picture, task);
		case "edit":
			return editPicture(vips, picture, task.edit, task.name);
		case "frame":
			return framePicture(vips, picture, task.canvas);
		case "animate":
			return withImages((own) => animateFrames(vips, [picture.whole(), ...task.others], task, own));
		case "palette":
			return paletteOf(vips, picture, task.count);
	}
}

/** What the decoder throws means a damaged file; what the wasm engine itself throws, a worker to replace. */
function failure(thrown: unknown, task: WorkerTask): WorkerReply {
	const said = saidBy(thrown);
	// WebAssembly.RuntimeError: out of memory, or a trap.
	const spoiled = thrown instanceof Error && thrown.name === "RuntimeError";
	if (spoiled || /^(vips|std)::/.test(said)) {
		return {
			kind: "failed",
			reason: "reference-damaged",
			facts: { name: task.name },
			said,
			spoiled,
		};
	}
	const { reason, facts = {} } = AppError.from(thrown).failure;
	return { kind: "failed", reason, facts, spoiled };
}

/** A C++ exception arrives as a WebAssembly.Exception, which has a message and yet is no Error. */
function saidBy(thrown: unknown): string {
	const told = typeof thrown === "object" && thrown !== null && "message" in thrown;
	return String(told ? thrown.message : thrown);
}

/** The buffers that change hands instead of being copied. */
function transferable(reply: WorkerReply): ArrayBuffer[] {
	if (reply.kind !== "done") return [];
	const { value } = reply;
	const views: unknown[] = [value, ...(typeof value === "object" ? Object.values(value) : [])];
	return views.flatMap((view) =>
		view instanceof Uint8Array && view.buffer instanceof ArrayBuffer ? [view.buffer] : [],
	);
}

await serve();
