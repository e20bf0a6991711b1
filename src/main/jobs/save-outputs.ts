import { createHash } from "node:crypto";
import { AppError, appError, type Failure } from "../../contract/errors.ts";
import type { ImageId, JobId } from "../../contract/ids.ts";
import type { ImageRecord } from "../../contract/library.ts";
import { isLoopbackHost } from "../foundation/host-rules.ts";
import { storageError } from "../foundation/storage-error.ts";
import type { Submission } from "../gateways/gateway-adapter.ts";
import { realDisk } from "../store/disk.ts";
import type { JournalJob, JournalOutput } from "../store/journal-repo.ts";
import type { JobBook } from "./job-book.ts";
import { endOfReceiving } from "./job-machine.ts";
import type { JobPorts } from "./job-ports.ts";
import { recipeOf } from "./recipe-of.ts";
import { keptAsReply, readReply } from "./take-reply.ts";

const AT_ONCE = 3;
/** Pauses between tries of one link; fetching costs nothing, so the last one is generous. */
const PAUSES_MS = [1_000, 5_000, 20_000];

/** A server that wants more patience than this is asked again when the job has rested. */
const LONGEST_PAUSE_MS = 60_000;

/** A link of unknown life is believed dead this long after it was given: Ark's rule, reference 5.5. */
const LINK_LIFE_MS = 24 * 60 * 60_000;

/** One job's outputs on their way home: the reply they may lie in is read once for all of them. */
type Homecoming = {
	readonly id: JobId;
	readonly book: JobBook;
	readonly ports: JobPorts;
	readonly signal: AbortSignal;
	readonly reply: () => Promise<Submission>;
};

/**
 * Brings every output of a receiving job home: soonest to expire first, each on its own, so that
 * one bad output never harms its siblings. Ends the job once nothing can change any more; outputs
 * that still could (a full disk, a server that is down) stay pending, and the job stays receiving.
 * @throws what the journal throws
 */
export async function saveOutputs(
	id: JobId,
	book: JobBook,
	ports: JobPorts,
	signal: AbortSignal,
): Promise<void> {
	let read: Promise<Submission> | undefined;
	const reply = () => {
		read ??= readKept(id, book, ports);
		return read;
	};
	const homecoming: Homecoming = { id, book, ports, signal, reply };
	for (const output of book.get(id).outputs) {
		// An earlier try was cut short before it could say how it ended.
		if (output.state === "fetching") book.updateOutput(id, output.id, { state: "pending" });
	}
	const waiting = book
		.get(id)
		.outputs.filter((output) => output.state === "pending")
		// Of those that live equally long the first frame comes last, so that the newest is on top.
		.sort((a, b) => expiryOf(a) - expiryOf(b) || b.index - a.index);
	const next = async (): Promise<void> => {
		const output = waiting.shift();
		if (output === undefined || signal.aborted) return;
		await saveWithTries(output.id, homecoming);
		await next();
	};
	const ended = await Promise.allSettled(Array.from({ length: AT_ONCE }, next));
	for (const one of ended) if (one.status === "rejected") throw one.reason;
	if (!signal.aborted) await settle(id, book, ports);
}

async function readKept(id: JobId, book: JobBook, ports: JobPorts): Promise<Submission> {
	const kept = await ports.replies.read(id);
	if (kept === undefined) throw appError("reply-gone");
	return readReply(book.get(id), keptAsReply(kept.body), ports);
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

async function saveWithTries(output: ImageId, homecoming: Homecoming): Promise<void> {
	const { ports, signal } = homecoming;
	for (const pauseMs of [...PAUSES_MS, undefined]) {
		const error = await tryToSave(output, homecoming);
		if (error === undefined || error.retry !== "now" || error.kind === "storage") return;
		if (pauseMs === undefined || signal.aborted) return;
		const wanted = error.retryAfterMs ?? pauseMs;
		// The job rests and goes on by itself later.
		if (wanted > LONGEST_PAUSE_MS) return;
		await ports.clock.sleep(wanted, signal).catch(() => {});
	}
}

/**
 * @returns why it is not saved, or undefined when it is
 * @throws what the journal throws
 */
async function tryToSave(outputId: ImageId, homecoming: Homecoming): Promise<Failure | undefined> {
	const { id, book, ports, signal } = homecoming;
	const output = outputOf(book.get(id), outputId);
	const job = book.updateOutput(id, outputId, {
		state: "fetching",
		error: undefined,
		tries: output.tries + 1,
	});
	let image: ImageRecord;
	try {
		const request = { recipe: recipeOf(job), output: { id: outputId, index: output.index } };
		image =
			(await ports.library.recoverOutput(request)) ??
			(await ports.library.saveOutput({
				...request,
				...(await bringHome(job, output, homecoming)),
			}));
	} catch (thrown) {
		// Stopped, not failed: the next start goes on with it.
		if (signal.aborted) return AppError.from(thrown).failure;
		const failure = judged(AppError.from(thrown).failure, job, output, ports.clock.now());
		const state = failure.retry === "never" ? "lost" : "pending";
		book.updateOutput(id, outputId, { state, error: failure });
		return failure;
	}
	book.updateOutput(id, outputId, { state: "saved", width: image.width, height: image.height });
	ports.emit("library.added", [image]);
	return undefined;
}

/** A link that says no before its time may be late, or hidden by a filter: it is not given up yet. */
function judged(failure: Failure, job: JournalJob, output: JournalOutput, now: number): Failure {
	if (failure.reason !== "link-expired") return failure;
	const until = output.expiresAt ?? (job.sentAt ?? job.createdAt) + LINK_LIFE_MS;
	if (now >= until) return failure;
	const { httpStatus } = failure;
	return appError("link-refused", failure.facts, { httpStatus }).failure;
}

type Arrived = { readonly bytes: number; readonly sha256: string };

/** Puts the bytes of an output where the library takes them from. */
async function bringHome(
	job: JournalJob,
	output: JournalOutput,
	{ ports, signal, reply }: Homecoming,
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
		case "reply": {
			const delivered = (await reply()).delivered[output.index];
			if (delivered?.kind !== "inline") throw appError("reply-gone");
			const bytes = Buffer.from(delivered.base64, "base64");
			return writeSafely(path, bytes, ports.library.folder);
		}
		case "none":
			throw appError("internal", { said: "an output without a source was to be fetched" });
	}
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
