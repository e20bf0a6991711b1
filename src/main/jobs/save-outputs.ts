import { createHash } from "node:crypto";
import { AppError, appError, type Failure } from "../../contract/errors.ts";
import type { ImageId, JobId } from "../../contract/ids.ts";
import { isLoopbackHost } from "../foundation/host-rules.ts";
import { storageError } from "../foundation/storage-error.ts";
import { realDisk } from "../store/disk.ts";
import type { JournalJob, JournalOutput } from "../store/journal-repo.ts";
import type { JobBook } from "./job-book.ts";
import { endOfReceiving } from "./job-machine.ts";
import type { JobPorts } from "./job-ports.ts";
import { recipeOf } from "./recipe-of.ts";
import { readReply } from "./send-job.ts";

const AT_ONCE = 3;
/** Pauses between tries of one link; fetching costs nothing, so the last one is generous. */
const PAUSES_MS = [1_000, 5_000, 20_000];

/**
 * Brings every output of a receiving job home: soonest to expire first, each on its own, so that
 * one bad output never harms its siblings. Ends the job once nothing can change any more; outputs
 * that still could (a full disk, a server that is down) stay pending, and the job stays receiving.
 */
export async function saveOutputs(
	id: JobId,
	book: JobBook,
	ports: JobPorts,
	signal: AbortSignal,
): Promise<void> {
	const waiting = book
		.get(id)
		.outputs.filter((output) => output.state === "pending")
		// Of those that live equally long the last comes first: the gallery shows the newest first, and a
		// set should read from its first frame.
		.sort((a, b) => expiryOf(a) - expiryOf(b) || b.index - a.index);
	const next = async (): Promise<void> => {
		const output = waiting.shift();
		if (output === undefined || signal.aborted) return;
		await saveWithTries(id, output.id, book, ports, signal);
		await next();
	};
	await Promise.all(Array.from({ length: AT_ONCE }, next));
	if (!signal.aborted) await settle(id, book, ports);
}

/** Writes down how a job that received its reply ended, if it has. */
async function settle(id: JobId, book: JobBook, ports: JobPorts): Promise<void> {
	const job = book.get(id);
	const end = endOfReceiving(job.outputs.map((output) => output.state));
	// A job without a picture still has a recipe once it was answered: what was refused, and why.
	try {
		await ports.library.writeRecipe(recipeOf(job));
	} catch (error) {
		ports.log.warn("a recipe could not be written", {
			job: id,
			reason: AppError.from(error).reason,
		});
	}
	if (end === undefined) return;
	const short = end === "done" && job.error !== undefined;
	book.update(id, {
		state: short ? "partial" : end,
		error: job.error ?? (end === "done" ? undefined : firstError(job.outputs)),
	});
}

async function saveWithTries(
	id: JobId,
	output: ImageId,
	book: JobBook,
	ports: JobPorts,
	signal: AbortSignal,
): Promise<void> {
	for (const pauseMs of [...PAUSES_MS, undefined]) {
		const error = await tryToSave(id, output, book, ports, signal);
		if (error === undefined || error.retry !== "now" || error.kind === "storage") return;
		if (pauseMs === undefined || signal.aborted) return;
		await ports.clock.sleep(error.retryAfterMs ?? pauseMs, signal).catch(() => {});
	}
}

/** @returns why it is not saved, or undefined when it is */
async function tryToSave(
	id: JobId,
	outputId: ImageId,
	book: JobBook,
	ports: JobPorts,
	signal: AbortSignal,
): Promise<Failure | undefined> {
	const output = outputOf(book.get(id), outputId);
	const job = book.updateOutput(id, outputId, {
		state: "fetching",
		error: undefined,
		tries: output.tries + 1,
	});
	try {
		const request = { recipe: recipeOf(job), output: { id: outputId, index: output.index } };
		const image =
			(await ports.library.recoverOutput(request)) ??
			(await ports.library.saveOutput({
				...request,
				...(await bringHome(job, output, ports, signal)),
			}));
		book.updateOutput(id, outputId, { state: "saved", width: image.width, height: image.height });
		ports.emit("library.added", [image]);
		return undefined;
	} catch (thrown) {
		const { failure } = AppError.from(thrown);
		// Stopped, not failed: the next start goes on with it.
		if (signal.aborted) return failure;
		const gone = failure.retry === "never";
		book.updateOutput(id, outputId, { state: gone ? "lost" : "pending", error: failure });
		return failure;
	}
}

type Arrived = { readonly bytes: number; readonly sha256: string };

/** Puts the bytes of an output where the library takes them from. */
async function bringHome(
	job: JournalJob,
	output: JournalOutput,
	ports: JobPorts,
	signal: AbortSignal,
): Promise<Arrived> {
	const path = await ports.library.incomingPath(output.id);
	switch (output.source.kind) {
		case "link":
			return ports.http.download(output.source.url, {
				path,
				signal,
				gatewayTitle: job.gatewayTitle,
				allowLoopback: isLoopbackHost(new URL(job.baseUrl).hostname),
			});
		case "reply":
			return writeSafely(path, await fromReply(job, output, ports), ports.library.folder);
		case "none":
			throw appError("internal", { said: "an output without a source was to be fetched" });
	}
}

async function fromReply(job: JournalJob, output: JournalOutput, ports: JobPorts): Promise<Buffer> {
	const reply = await ports.replies.read(job.id);
	if (reply === undefined) throw appError("reply-gone");
	const delivered = readReply(job, reply, ports).delivered[output.index];
	if (delivered?.kind !== "inline") throw appError("reply-gone");
	return Buffer.from(delivered.base64, "base64");
}

async function writeSafely(path: string, bytes: Buffer, folder: string): Promise<Arrived> {
	try {
		await realDisk.writeFile(path, bytes);
	} catch (error) {
		throw storageError(error, folder);
	}
	return { bytes: bytes.length, sha256: createHash("sha256").update(bytes).digest("hex") };
}

function outputOf(job: JournalJob, id: ImageId): JournalOutput {
	const found = job.outputs.find((output) => output.id === id);
	if (found === undefined) throw appError("internal", { said: "a job lost one of its outputs" });
	return found;
}

function firstError(outputs: readonly JournalOutput[]): Failure | undefined {
	return outputs.find((output) => output.error !== undefined)?.error;
}

/** Far away, but a number that can be subtracted from itself. */
function expiryOf(output: JournalOutput): number {
	return output.expiresAt ?? Number.MAX_SAFE_INTEGER;
}
