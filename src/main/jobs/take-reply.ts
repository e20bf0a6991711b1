import { type AppError, appError, type Failure } from "../../contract/errors.ts";
import type { JobId } from "../../contract/ids.ts";
import { newImageId } from "../foundation/new-id.ts";
import type { Delivered, ReplyContext, Submission } from "../gateways/gateway-adapter.ts";
import type { HttpReply } from "../http/http-message.ts";
import type { JournalJob, JournalOutput } from "../store/journal-repo.ts";
import type { JobBook } from "./job-book.ts";
import type { JobPorts } from "./job-ports.ts";

/**
 * Takes what a reply delivered into the journal: the job is `receiving` afterwards.
 * @param trouble what went wrong although pictures came, such as a connection that broke off
 * @throws what the journal throws; the job is then still `sending`, and its reply is kept
 */
export function takeSubmission(
	id: JobId,
	submission: Submission,
	book: JobBook,
	trouble?: Failure,
): void {
	const { request, gatewayTitle } = book.get(id);
	const outputs = submission.delivered.map(newOutput);
	const short = request.mode === "single" && outputs.length < request.count;
	const facts = { gateway: gatewayTitle, made: outputs.length, asked: request.count };
	book.update(id, {
		state: "receiving",
		outputs,
		remoteId: submission.remoteId,
		charged: submission.charged,
		error: trouble ?? (short ? appError("fewer-than-asked", facts).failure : undefined),
	});
}

/**
 * What a reply says, in our words.
 * @throws AppError what the gateway's error means, or that this is no picture reply
 */
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

/** A kept body as a reply: only those of good status are kept. */
export function keptAsReply(body: string): HttpReply {
	return { status: 200, headers: {}, body };
}

/**
 * How a job ends whose request may have gone out and that got no picture: `failed` only when it is
 * certain that nothing was charged.
 */
export function endSent(id: JobId, error: AppError, book: JobBook): void {
	const { failure } = error;
	if (failure.kind === "cancelled") {
		book.update(id, { state: "canceled", error: failure });
		return;
	}
	// A fault of our own says nothing about the gateway's bill.
	const charged = failure.kind === "internal" ? "maybe" : failure.charged;
	const state = charged === "no" ? "failed" : "unknown";
	book.update(id, { state, error: { ...failure, charged } });
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
