import { type AppError, appError, assertNever, type Failure } from "../../contract/errors.ts";
import type { JobId } from "../../contract/ids.ts";
import type { TaskProgress } from "../../contract/jobs.ts";
import type { Charge } from "../../contract/money.ts";
import type {
	Delivery,
	GatewayAdapter,
	Submission,
	TaskWaiting,
} from "../gateways/gateway-adapter.ts";
import type { JournalJob, JournalOutput } from "../store/journal-repo.ts";
import type { JobRoom } from "./job-room.ts";
import { newOutput } from "./new-output.ts";

/**
 * Takes what the reply to a submit says into the journal: the job is `receiving` or `waiting`
 * afterwards.
 * @param trouble what went wrong although pictures came, such as a connection that broke off
 * @throws what the journal throws; the job is then still `sending`, and its reply is kept
 */
export function takeSubmission(
	id: JobId,
	submission: Submission,
	room: JobRoom,
	trouble?: Failure,
): void {
	switch (submission.kind) {
		case "delivered":
			takeDelivery(id, submission, room, trouble);
			return;
		case "waiting":
			takeTask(id, submission, room);
			return;
		default:
			assertNever(submission);
	}
}

function takeDelivery(id: JobId, delivery: Delivery, { book, money }: JobRoom, trouble?: Failure) {
	const job = book.get(id);
	const outputs = delivery.delivered.map((one, index) => newOutput(one, index, "reply"));
	book.update(id, {
		state: "receiving",
		outputs,
		remoteId: delivery.remoteId,
		charged: delivery.charged && money.inDollars(job.gateway, delivery.charged),
		error: trouble ?? shortfall(job, outputs, delivery.charged),
	});
}

function takeTask(id: JobId, task: TaskWaiting & { readonly remoteId: string }, room: JobRoom) {
	const { book, clock, money } = room;
	const job = book.get(id);
	book.update(id, {
		state: "waiting",
		remoteId: task.remoteId,
		byTag: undefined,
		task: progressOf(task, clock.now()),
		charged: task.charged && money.inDollars(job.gateway, task.charged),
		giveUpAt: giveUpTime(job, room),
		error: undefined,
	});
}

/** What a gateway says of its task, as the window sees it. */
export function progressOf(task: TaskWaiting, now: number): TaskProgress {
	const { status, known, progress, remainingMs } = task;
	return {
		status,
		known,
		...(progress !== undefined && { progress: Math.min(100, Math.max(0, progress)) }),
		...(remainingMs !== undefined && { expectedAt: Math.round(now + Math.max(0, remainingMs)) }),
		checkedAt: now,
		late: false,
	};
}

/** Nothing is known of the task yet but that it may be there. */
export const untold: TaskProgress = { status: "", known: true, late: false };

/** Until when a task that begins now is asked after by itself. */
export function giveUpTime(job: JournalJob, { adapterFor, clock }: JobRoom): number {
	return clock.now() + (adapterFor(job.gateway).tasks?.pace.giveUpMs ?? 0);
}

/**
 * That fewer pictures came than were asked for one by one, or than the gateway says it charged. A
 * set is as long as the model makes it, and a refused picture speaks for itself.
 */
export function shortfall(
	{ request, gatewayTitle: gateway }: JournalJob,
	outputs: readonly JournalOutput[],
	charged: Charge | undefined,
): Failure | undefined {
	const made = outputs.filter(({ state }) => state !== "refused").length;
	const said = charged?.reserved === true ? 0 : (charged?.images ?? 0);
	if (said > made) return appError("fewer-than-asked", { gateway, made, asked: said }).failure;
	if (request.mode !== "single" || outputs.length >= request.count) return undefined;
	return appError("fewer-than-asked", { gateway, made, asked: request.count }).failure;
}

/** A charge with its dollars; the one that was known before when the gateway says nothing new. */
export function chargeOf(
	job: JournalJob,
	charged: Charge | undefined,
	{ money }: Pick<JobRoom, "money">,
): Charge | undefined {
	return charged === undefined ? job.charged : money.inDollars(job.gateway, charged);
}

/**
 * How a job goes on whose request may have gone out and that got no picture: `failed` only when it
 * is certain that nothing was charged. A gateway that knows the request by a name of ours is asked
 * whether it has it; otherwise the outcome is `unknown`.
 */
export function endSent(id: JobId, error: AppError, room: JobRoom): void {
	const { book } = room;
	const { failure } = error;
	const job = book.get(id);
	const tag = tagOf(job, room);
	// Whoever pressed Stop too late may still have bought pictures: where that can be found out, it is.
	if (failure.kind === "cancelled" && (tag === undefined || failure.charged === "no")) {
		book.update(id, { state: "canceled", error: failure });
		return;
	}
	const limited = job.limited + (failure.kind === "rate" ? 1 : 0);
	// A fault of our own says nothing about the gateway's bill.
	const charged = failure.kind === "internal" ? "maybe" : failure.charged;
	if (charged === "no") {
		book.update(id, { state: "failed", error: failure, limited });
		return;
	}
	const lost = { error: { ...failure, charged }, limited };
	if (tag === undefined) book.update(id, { ...lost, state: "unknown" });
	else {
		book.update(id, {
			...lost,
			state: "waiting",
			remoteId: tag,
			byTag: true,
			task: untold,
			giveUpAt: giveUpTime(job, room),
		});
	}
}

/** The name by which a gateway can be asked after a request whose reply was lost. */
export function tagOf(job: JournalJob, { adapterFor }: JobRoom): string | undefined {
	let adapter: GatewayAdapter;
	try {
		adapter = adapterFor(job.gateway);
	} catch {
		// A gateway that this version does not know can be asked nothing.
		return undefined;
	}
	return adapter.tasks?.tagOf?.({ job: job.id, request: job.request });
}
