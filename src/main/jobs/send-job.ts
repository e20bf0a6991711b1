import { mkdir, readFile } from "node:fs/promises";
import { AppError, appError } from "../../contract/errors.ts";
import type { JobId } from "../../contract/ids.ts";
import { newImageId } from "../foundation/new-id.ts";
import type { Delivered, ReplyContext, Submission } from "../gateways/gateway-adapter.ts";
import { capabilityOf } from "../gateways/gateway-adapter.ts";
import type { HttpReply } from "../http/http-message.ts";
import { prepareReferences } from "../references/prepare-references.ts";
import type { JournalJob, JournalOutput } from "../store/journal-repo.ts";
import type { JobBook } from "./job-book.ts";
import type { JobPorts } from "./job-ports.ts";

/** Aborts a job because the app closes: what was going on stays as the journal has it. */
export const CLOSING = new Error("the app is closing");
/** Aborts a job because the designer said so. */
export const STOPPED = new Error("stopped by the designer");

/**
 * Takes a queued job to `receiving`, or to an end. The journal says `sending` before the first byte
 * leaves; from there on only a reply, or the certainty that nothing left, may call it anything but
 * `unknown`.
 */
export async function sendJob(
	id: JobId,
	book: JobBook,
	ports: JobPorts,
	signal: AbortSignal,
): Promise<void> {
	const job = book.update(id, { state: "preparing", error: undefined });
	try {
		const reply = await exchange(job, book, ports, signal);
		takeReply(id, reply, book, ports);
	} catch (thrown) {
		// The journal already says all that is certain.
		if (signal.reason === CLOSING) return;
		const stopped = signal.aborted && !(thrown instanceof AppError);
		const error = stopped ? appError("cancelled", {}, { cause: thrown }) : AppError.from(thrown);
		endWithError(id, error, book);
	}
}

/**
 * Reads a reply that is on disk into outputs.
 * @throws AppError when it is no picture reply; the job is then still `sending`
 */
export function takeReply(id: JobId, reply: HttpReply, book: JobBook, ports: JobPorts): void {
	const job = book.get(id);
	const submission = readReply(job, reply, ports);
	const outputs = submission.delivered.map(newOutput);
	const asked = job.request.count;
	const short = job.request.mode === "single" && outputs.length < asked;
	book.update(id, {
		state: "receiving",
		outputs,
		remoteId: submission.remoteId,
		charged: submission.charged,
		error: short
			? appError("fewer-than-asked", { gateway: job.gatewayTitle, made: outputs.length, asked })
					.failure
			: undefined,
	});
}

/** What the reply of a job says, read again; used after a restart and for pictures inside a reply. */
export function readReply(job: JournalJob, reply: HttpReply, ports: JobPorts): Submission {
	const adapter = ports.adapterFor(job.gateway);
	const context: ReplyContext = {
		gatewayTitle: adapter.title,
		model: job.modelTitle,
		baseUrl: job.baseUrl,
		now: ports.clock.now(),
	};
	if (reply.status < 200 || reply.status > 299) throw adapter.readError(reply, context);
	return adapter.readSubmit(reply, context);
}

/** How a job ends that got no picture: a doubt about money makes it `unknown`, never `failed`. */
export function endWithError(id: JobId, error: AppError, book: JobBook): void {
	const { state } = book.get(id);
	const { failure } = error;
	if (failure.kind === "cancelled") {
		book.update(id, { state: "canceled", error: failure });
	} else if (state === "sending" && failure.charged !== "no") {
		book.update(id, { state: "unknown", error: failure });
	} else {
		book.update(id, { state: "failed", error: failure });
	}
}

async function exchange(
	job: JournalJob,
	book: JobBook,
	ports: JobPorts,
	signal: AbortSignal,
): Promise<HttpReply> {
	const adapter = ports.adapterFor(job.gateway);
	const capability = capabilityOf(adapter, job.request.model);
	const prepared = await prepareReferences(job.request, capability, {
		store: ports.references,
		imaging: ports.imaging,
		gatewayTitle: adapter.title,
		signal,
	});
	await mkdir(ports.replies.folder, { recursive: true });
	const { baseUrl } = job;
	const message = adapter.buildSubmit({
		request: job.request,
		capability,
		references: prepared.ready,
		baseUrl,
	});
	const path = ports.replies.pathOf(job.id);
	return ports.accounts.lendKey(job.account, async (key) => {
		signal.throwIfAborted();
		book.update(job.id, {
			state: "sending",
			sentAt: ports.clock.now(),
			notices: [...prepared.notices],
		});
		const options = { baseUrl, gatewayTitle: adapter.title, key, signal, path };
		const spooled = await ports.http.sendToFile(message, options);
		const { status, headers } = spooled;
		const body = spooled.text ?? (await readFile(path, "utf8"));
		// Only a reply that can hold pictures is worth keeping; a refusal is in the job itself.
		if (status < 200 || status > 299) await ports.replies.remove(job.id);
		else if (spooled.path === undefined) ports.replies.hold(job.id, body);
		return { status, headers, body };
	});
}

function newOutput(delivered: Delivered, index: number): JournalOutput {
	const base = { id: newImageId(), index, tries: 0 };
	switch (delivered.kind) {
		case "link":
			return {
				...base,
				state: "pending",
				source: { kind: "link", url: delivered.url },
				expiresAt: delivered.expiresAt,
				revisedPrompt: delivered.revisedPrompt,
			};
		case "inline":
			return {
				...base,
				state: "pending",
				source: { kind: "reply" },
				revisedPrompt: delivered.revisedPrompt,
			};
		case "refused":
			return { ...base, state: "refused", source: { kind: "none" }, error: delivered.error };
	}
}
