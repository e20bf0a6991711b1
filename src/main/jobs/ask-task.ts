import { AppError, appError, assertNever, type Failure } from "../../contract/errors.ts";
import type { JobId } from "../../contract/ids.ts";
import type { TaskProgress } from "../../contract/jobs.ts";
import type { Delivery, TaskFailed, TaskWaiting } from "../gateways/gateway-adapter.ts";
import type { JournalJob, JournalOutput } from "../store/journal-repo.ts";
import type { JobChange } from "./job-book.ts";
import type { JobRoom } from "./job-room.ts";
import { keptOutput } from "./new-output.ts";
import { questionTask } from "./question-task.ts";
import type { Asked } from "./scheduler/waiting-task.ts";
import { chargeOf, progressOf, shortfall } from "./take-reply.ts";

/** A gateway that does not know a task it has named before is believed the second time. */
const TIMES_GONE = 2;
/** One that may not have taken the request is given time to show it: so many questions, so long. */
const TIMES_NOT_TAKEN = 3;
const NOT_TAKEN_AFTER_MS = 60_000;
/** A smaller step of progress is not worth telling. */
const STEP = 1;

/** How often in a row a gateway did not know a task. */
export type Misses = Map<JobId, number>;

/**
 * Asks once after a waiting job's task and takes the answer into the journal: pictures make it
 * `receiving`, a failed task `failed`, one the gateway no longer knows `unknown`. Everything else
 * leaves it waiting, with what is known of its progress or trouble.
 * @throws the signal's reason when it was called back; what the journal or the disk throws: then
 * the task is simply asked after again
 */
export async function askTask(
	id: JobId,
	room: JobRoom,
	misses: Misses,
	signal: AbortSignal,
): Promise<Asked> {
	const job = room.book.get(id);
	if (job.state !== "waiting") return { kind: "ended" };
	let asked: Awaited<ReturnType<typeof questionTask>>;
	try {
		asked = await questionTask(job, room, signal);
	} catch (thrown) {
		if (signal.aborted) throw thrown;
		const { failure } = AppError.from(thrown);
		if (failure.reason === "task-not-found") return notThere(job, room, misses);
		return troubled(job, failure, room);
	}
	misses.delete(id);
	switch (asked.kind) {
		case "waiting":
			return stillWaiting(job, asked, room);
		case "failed":
			return taskFailed(job, asked, room);
		case "delivered":
			return await delivered(job, asked, room);
		default:
			return assertNever(asked);
	}
}

async function delivered(job: JournalJob, delivery: Delivery, room: JobRoom): Promise<Asked> {
	const { id } = job;
	const outputs: JournalOutput[] = [];
	for (const [index, one] of delivery.delivered.entries()) {
		outputs.push(await keptOutput(id, one, index, room));
	}
	if (room.book.get(id).state !== "waiting") return { kind: "ended" };
	room.book.update(id, {
		...noMoreQuestions,
		state: "receiving",
		outputs,
		remoteId: nameOf(job, delivery),
		charged: chargeOf(job, delivery.charged, room),
		error: shortfall(job, outputs, delivery.charged),
	});
	return { kind: "ended" };
}

function taskFailed(job: JournalJob, { error, charged }: TaskFailed, room: JobRoom): Asked {
	room.book.update(job.id, {
		...noMoreQuestions,
		state: "failed",
		error: error.failure,
		// What was set aside has been given back when nothing was charged.
		charged: error.failure.charged === "no" ? charged : chargeOf(job, charged, room),
	});
	return { kind: "ended" };
}

const noMoreQuestions: JobChange = { giveUpAt: undefined, byTag: undefined };

function stillWaiting(job: JournalJob, waiting: TaskWaiting, room: JobRoom): Asked {
	const { book, clock } = room;
	const before = job.task;
	const task = withPlan(progressOf(waiting, clock.now()), before);
	const found = { byTag: undefined, remoteId: nameOf(job, waiting) };
	const charged = chargeOf(job, waiting.charged, room);
	const news =
		before?.status !== task.status ||
		before.known !== task.known ||
		before.trouble !== undefined ||
		job.byTag === true;
	if (news) book.update(job.id, { task, charged, ...found, error: undefined });
	// The plan for the next question follows at once, and is told with it.
	else book.tell(job.id, { task: steady(task, before) }, true);
	const { progress, remainingMs } = waiting;
	return { kind: "waiting", progress, remainingMs };
}

/** A task keeps the name it was given: an answer may have an id of its own. Only our tag gives way. */
function nameOf({ remoteId, byTag }: JournalJob, said: { readonly remoteId?: string }) {
	return byTag === true ? (said.remoteId ?? remoteId) : remoteId;
}

/** The next question is planned by somebody else. */
function withPlan(task: TaskProgress, before: TaskProgress | undefined): TaskProgress {
	const { nextCheckAt, late = false } = before ?? {};
	return { ...task, late, ...(nextCheckAt !== undefined && { nextCheckAt }) };
}

/** Progress that has hardly moved stays where it was. */
function steady(task: TaskProgress, before: TaskProgress): TaskProgress {
	const moved = Math.abs((task.progress ?? 0) - (before.progress ?? 0)) >= STEP;
	return moved || before.progress === undefined ? task : { ...task, progress: before.progress };
}

/** No answer about the task: it goes on, and the reason is shown. */
function troubled(job: JournalJob, failure: Failure, { book, clock }: JobRoom): Asked {
	const limited = failure.httpStatus === 429 || failure.kind === "rate";
	const trouble = asTrouble(failure, job);
	const task: TaskProgress = { ...untroubled(job), checkedAt: clock.now(), trouble };
	const change = { task, limited: job.limited + (limited ? 1 : 0) };
	if (job.task?.trouble?.message === trouble.message) book.tell(job.id, change, true);
	else book.update(job.id, change);
	return { kind: "trouble", limited, retryAfterMs: failure.retryAfterMs };
}

const untroubled = ({ task }: JournalJob): TaskProgress =>
	task ?? { status: "", known: true, late: false };

/** What the designer can mend is said as it is; everything else mends itself. */
const mendable: readonly Failure["kind"][] = ["auth", "quota", "not-found", "invalid-request"];

function asTrouble(failure: Failure, { gatewayTitle }: JournalJob): Failure {
	if (mendable.includes(failure.kind)) return { ...failure, charged: "no" };
	const { httpStatus, facts } = failure;
	const status = httpStatus ?? facts?.code ?? failure.reason;
	const shown = appError("task-not-answered", { gateway: gatewayTitle, status }).failure;
	return { ...shown, ...(httpStatus !== undefined && { httpStatus }) };
}

function notThere(job: JournalJob, room: JobRoom, misses: Misses): Asked {
	const { id, gatewayTitle } = job;
	const times = (misses.get(id) ?? 0) + 1;
	misses.set(id, times);
	const age = room.clock.now() - (job.sentAt ?? job.createdAt);
	const believed = job.byTag
		? times >= TIMES_NOT_TAKEN && age >= NOT_TAKEN_AFTER_MS
		: times >= TIMES_GONE;
	if (!believed) return { kind: "trouble", limited: false };
	misses.delete(id);
	const reason = job.byTag ? "task-not-taken" : "task-not-found";
	room.book.update(id, {
		state: "unknown",
		checkable: true,
		error: appError(reason, { gateway: gatewayTitle }).failure,
	});
	return { kind: "ended" };
}
