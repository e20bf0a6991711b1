import { jsonReply } from "./canned-replies.ts";
import { checkEvolinkSubmit, evolinkLinks } from "./evolink-page.ts";
import { evolinkRefusal } from "./evolink-replies.ts";
import { evolinkUploads } from "./evolink-uploads.ts";
import type { GatewaySide, TaskSide, TaskView } from "./gateway-side.ts";

const words = { pending: "pending", working: "processing", done: "completed", failed: "failed" };
const progress = { pending: 0, working: 40, done: 100, failed: 0 };
/** Credits that one picture costs; the page's example reserves 1.8 for one. */
const CREDITS = 1.8;

function taskBody(task: TaskView): Record<string, unknown> {
	return {
		created: task.created,
		id: task.id,
		model: task.model,
		object: "image.generation.task",
		progress: progress[task.state],
		status: task.word ?? words[task.state],
		type: "image",
	};
}

const usage = (images: number) => ({
	billing_rule: "per_call",
	credits_reserved: Math.round(images * CREDITS * 10) / 10,
	user_group: "default",
});

const tasks: TaskSide = {
	kind: "task",
	newId: (number) => `task-unified-1757165031-${number.toString(36).padStart(8, "0")}`,
	idIn: (path) => /^\/v1\/tasks\/([^/]+)$/.exec(path)?.[1],
	refuseId: (id) =>
		id.startsWith("task-unified-")
			? undefined
			: {
					...evolinkRefusal("bad-request"),
					body: JSON.stringify({
						error: {
							code: "invalid_task_id",
							message: "Invalid task id",
							type: "invalid_request_error",
							param: "task_id",
						},
					}),
				},
	byTag: false,
	submitReply: (task, { estimatedSeconds = 45 }) => ({
		...taskBody(task),
		task_info: { can_cancel: true, estimated_time: estimatedSeconds },
		usage: usage(task.images),
	}),
	pollReply: (task) => ({
		...taskBody(task),
		task_info: { can_cancel: task.state === "pending" },
		...(task.state === "done" && { results: task.links, usage: usage(task.links.length) }),
		...(task.state === "failed" && { error: task.error }),
	}),
	// "Pre-charge based on n, actual charges based on the number of images generated."
	settles: true,
};

/** EvoLink: its page, and gateway reference 1, read 2026-11-21. */
export const evolinkSide: GatewaySide = {
	name: "evolink",
	key: "sk-evo-simulator0123456789",
	basePath: "",
	submitPath: "/v1/images/generations",
	refuse: evolinkRefusal,
	check: checkEvolinkSubmit,
	links: evolinkLinks,
	work: tasks,
	questions: (path, billing) => {
		if (path !== "/v1/credits" || billing === "none") return undefined;
		const left = billing.limit - billing.used;
		return jsonReply({
			success: true,
			message: "",
			data: {
				token: { remaining_credits: left * 10, unlimited_credits: false, used_credits: 3.5 },
				user: { remaining_credits: left, used_credits: billing.used },
			},
		});
	},
	uploads: evolinkUploads,
};
