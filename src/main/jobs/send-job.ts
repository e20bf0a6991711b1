import { mkdir, readFile } from "node:fs/promises";
import { AppError, appError } from "../../contract/errors.ts";
import type { JobId } from "../../contract/ids.ts";
import { withoutKey } from "../foundation/log.ts";
import { capabilityOf } from "../gateways/gateway-adapter.ts";
import type { HttpReply, HttpRequest } from "../http/http-message.ts";
import { prepareReferences } from "../references/prepare-references.ts";
import type { JournalJob } from "../store/journal-repo.ts";
import type { JobBook } from "./job-book.ts";
import type { JobPorts } from "./job-ports.ts";
import { endSent, keptAsReply, readReply, takeSubmission } from "./take-reply.ts";

/** Aborts a job because the app closes: what was going on stays as the journal has it. */
export const CLOSING = new Error("the app is closing");
/** Aborts a job because the designer said so. */
export const STOPPED = new Error("stopped by the designer");

/**
 * Takes a queued job to `receiving`, or to an end. The journal says `sending` before the first byte
 * leaves; from there on only a reply, or the certainty that nothing left, may call it anything but
 * `unknown`.
 * @throws what the journal throws; the job goes on from what the journal says
 */
export async function sendJob(
	id: JobId,
	book: JobBook,
	ports: JobPorts,
	signal: AbortSignal,
): Promise<void> {
	const job = book.update(id, { state: "preparing", error: undefined });
	let message: HttpRequest;
	try {
		message = await prepare(job, book, ports, signal);
	} catch (thrown) {
		if (signal.reason === CLOSING) return;
		const error = asError(thrown, signal);
		book.update(id, {
			state: error.failure.kind === "cancelled" ? "canceled" : "failed",
			// Nothing has left this computer, whatever the reason usually means.
			error: { ...error.failure, charged: "no" },
		});
		return;
	}
	const reply = await exchange(job, message, book, ports, signal);
	if (reply !== undefined) await takeOrEnd(id, reply, book, ports);
}

/**
 * Goes on with a job that is `sending` and whose reply, or a part of it, is kept.
 * @param lost why the rest did not come, for a part
 * @returns false when nothing is kept
 */
export async function takeKept(
	id: JobId,
	lost: AppError,
	book: JobBook,
	ports: JobPorts,
): Promise<boolean> {
	const kept = await ports.replies.read(id);
	if (kept === undefined) return false;
	if (kept.whole) {
		await takeOrEnd(id, keptAsReply(kept.body), book, ports);
		return true;
	}
	let submission: ReturnType<typeof readReply>;
	try {
		submission = readReply(book.get(id), keptAsReply(kept.body), ports);
	} catch {
		// No picture can be read out of the part: what is known is why the rest did not come.
		return false;
	}
	takeSubmission(id, submission, book, lost.failure);
	return true;
}

async function takeOrEnd(
	id: JobId,
	reply: HttpReply,
	book: JobBook,
	ports: JobPorts,
): Promise<void> {
	let submission: ReturnType<typeof readReply>;
	try {
		submission = readReply(book.get(id), reply, ports);
	} catch (thrown) {
		endSent(id, AppError.from(thrown), book);
		return;
	}
	takeSubmission(id, submission, book);
}

async function prepare(
	job: JournalJob,
	book: JobBook,
	ports: JobPorts,
	signal: AbortSignal,
): Promise<HttpRequest> {
	const adapter = ports.adapterFor(job.gateway);
	const capability = capabilityOf(adapter, job.request.model);
	const prepared = await prepareReferences(job.request, capability, {
		store: ports.references,
		imaging: ports.imaging,
		gatewayTitle: adapter.title,
		signal,
	});
	await mkdir(ports.replies.folder, { recursive: true });
	book.update(job.id, { notices: [...prepared.notices] });
	const { request, baseUrl } = job;
	return adapter.buildSubmit({ request, capability, references: prepared.ready, baseUrl });
}

/** @returns the reply, or undefined when the job has ended, has gone on without it, or the app closes */
async function exchange(
	job: JournalJob,
	message: HttpRequest,
	book: JobBook,
	ports: JobPorts,
	signal: AbortSignal,
): Promise<HttpReply | undefined> {
	const { id, baseUrl, gatewayTitle } = job;
	const path = ports.replies.pathOf(id);
	let leaving = false;
	try {
		return await ports.accounts.lendKey(job.account, baseUrl, async (key) => {
			signal.throwIfAborted();
			book.update(id, { state: "sending", sentAt: ports.clock.now() });
			leaving = true;
			const options = { baseUrl, gatewayTitle, key, signal, path };
			const spooled = await ports.http.sendToFile(message, options);
			const { status, headers } = spooled;
			const body = spooled.text ?? (await readFile(path, "utf8"));
			// Only a reply that can hold pictures is worth keeping; a refusal is in the job itself.
			if (status < 200 || status > 299) await ports.replies.remove(id);
			else if (spooled.path === undefined) ports.replies.hold(id, body);
			return { status, headers, body: withoutKey(body, key) };
		});
	} catch (thrown) {
		if (signal.reason === CLOSING) return undefined;
		const error = asError(thrown, signal);
		if (!leaving) {
			// The key could not be lent, or the journal could not say `sending`: nothing has left.
			if (error.failure.kind === "storage") throw error;
			const state = error.failure.kind === "cancelled" ? "canceled" : "failed";
			book.update(id, { state, error: { ...error.failure, charged: "no" } });
		} else if (!(await takeKept(id, error, book, ports))) {
			endSent(id, error, book);
		}
		return undefined;
	}
}

function asError(thrown: unknown, signal: AbortSignal): AppError {
	const stopped = signal.aborted && !(thrown instanceof AppError);
	return stopped ? appError("cancelled", {}, { cause: thrown }) : AppError.from(thrown);
}
