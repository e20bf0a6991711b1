import { jsonReply } from "./canned-replies.ts";
import { keyRefusal, outletOf, type Visit } from "./desk.ts";
import type { CannedReply, PollFault } from "./faults.ts";
import type { TaskSide } from "./gateway-side.ts";
import { bentTask } from "./reply-shapes.ts";
import type { SimulatedTask } from "./simulated-task.ts";
import { writeReply } from "./write-reply.ts";

/** One question after a task. It costs nothing. @param named what stood in the path */
export async function takePoll(visit: Visit, work: TaskSide, named: string): Promise<void> {
	const { desk, request, response } = visit;
	const { state } = desk;
	const task = taskNamed(visit, work, named);
	state.polls.push({ task: task?.id ?? named, at: performance.now() });
	const fault = state.pollFaults.take();
	if (fault?.kind === "reset" && fault.at === "before-body") {
		request.socket.resetAndDestroy();
		return;
	}
	const refused = keyRefusal(visit) ?? work.refuseId?.(named);
	if (refused !== undefined || task === undefined) {
		await writeReply(outletOf(visit), refused ?? desk.side.refuse("unknown-task"));
		return;
	}
	if (fault?.kind === "reply") {
		await writeReply(outletOf(visit), fault.reply);
		return;
	}
	const reply = answer(visit, work, task, fault);
	await writeReply(
		outletOf(visit, task.id, () => task.pictures),
		reply,
		fault,
	);
	const { state: told } = task.seen();
	const arrived = response.writableEnded && fault?.kind !== "reset";
	if (arrived && (told === "done" || told === "failed")) task.toldAt ??= performance.now();
}

function taskNamed({ desk }: Visit, work: TaskSide, named: string): SimulatedTask | undefined {
	const { tasks } = desk.state;
	const byId = tasks.get(named);
	if (byId !== undefined || !work.byTag) return byId;
	return [...tasks.values()].findLast((task) => task.tag === named);
}

function answer(
	{ desk }: Visit,
	work: TaskSide,
	task: SimulatedTask,
	fault: PollFault | undefined,
): CannedReply {
	switch (fault?.kind) {
		case "fails": {
			const { error, status, charged } = fault;
			task.end({ images: 0, error, ...(status !== undefined && { word: status }) });
			if (!charged) desk.state.charge(task.id, 0);
			break;
		}
		case "makes":
			task.end({ images: fault.images });
			break;
		case "shape":
			task.end();
			return jsonReply(bentTask(fault.shape, work.pollReply(task.view()), task.view().links));
		case "word":
			return jsonReply(work.pollReply(task.view(fault.status)));
		default:
			task.answered();
	}
	return jsonReply(work.pollReply(task.view()));
}
