import { jsonReply } from "./canned-replies.ts";
import type { GatewaySide, TaskSide, TaskView } from "./gateway-side.ts";
import { checkReapiSubmit, reapiLinks } from "./reapi-page.ts";
import { reapiRefusal } from "./reapi-replies.ts";

/** There is no queued state. */
const words = {
	pending: "processing",
	working: "processing",
	done: "completed",
	failed: "failed",
};

function taskBody(task: TaskView): Record<string, unknown> {
	return {
		id: task.id,
		model: task.model,
		status: task.word ?? words[task.state],
		created_at: task.created,
	};
}

const tasks: TaskSide = {
	kind: "task",
	newId: (number) => `task_${number.toString(16).padStart(32, "0")}`,
	idIn: (path) => /^\/api\/v1\/tasks\/([^/]+)$/.exec(path)?.[1],
	byTag: false,
	submitReply: taskBody,
	pollReply: (task) => ({
		...taskBody(task),
		output: task.state === "done" ? { image_urls: task.links } : null,
		error: task.state === "failed" ? task.error : null,
	}),
	// "Flat per-image rate; failed and moderated requests are refunded automatically."
	settles: true,
};

/** reAPI: its page, and gateway reference 3, read 2026-11-21. */
export const reapiSide: GatewaySide = {
	name: "reapi",
	key: "rk_live_simulator0123456789",
	basePath: "/api/v1",
	submitPath: "/api/v1/images/generations",
	refuse: (cause, said) => reapiRefusal(cause, said),
	check: checkReapiSubmit,
	links: reapiLinks,
	work: tasks,
	questions: (path, billing) => {
		if (path !== "/api/v1/balance" || billing === "none") return undefined;
		return jsonReply({ balance: Math.round(billing.limit - billing.used) });
	},
};
