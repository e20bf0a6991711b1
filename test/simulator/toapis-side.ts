import { cannedJson, jsonReply } from "./canned-replies.ts";
import type { GatewaySide, TaskSide, TaskView, UploadSide } from "./gateway-side.ts";
import { checkToapisSubmit, toapisLinks } from "./toapis-page.ts";
import { toapisRefusal } from "./toapis-replies.ts";

const words = { pending: "queued", working: "in_progress", done: "completed", failed: "failed" };
const progress = { pending: 0, working: 50, done: 100, failed: 0 };
const LINK_SECONDS = 24 * 3_600;
/** Gateway reference 2.4. */
const CREDITS_PER_USD = 200;

function taskBody(task: TaskView): Record<string, unknown> {
	return {
		id: task.id,
		...(task.tag !== undefined && { client_business_id: task.tag }),
		object: "generation.task",
		model: task.model,
		status: task.word ?? words[task.state],
		progress: progress[task.state],
		created_at: task.created,
	};
}

const tasks: TaskSide = {
	kind: "task",
	newId: (number) => `task_img_${number.toString(36).padStart(12, "0")}`,
	idIn: (path) => {
		const id = /^\/v1\/images\/generations\/([^/]+)$/.exec(path)?.[1];
		return id === undefined ? undefined : decodeURIComponent(id);
	},
	byTag: true,
	submitReply: (task) => ({ ...taskBody(task), metadata: {} }),
	pollReply: (task) => ({
		...taskBody(task),
		...(task.state === "done" && {
			completed_at: task.ended,
			expires_at: (task.ended ?? task.created) + LINK_SECONDS,
			result: { type: "image", data: task.links.map((url) => ({ url })) },
		}),
		...(task.state === "failed" && { error: task.error }),
	}),
	// "Charges will be pre-deducted based on the number"; no page speaks of giving back.
	settles: false,
};

/** Gateway reference 2.3. */
const uploads: UploadSide = {
	maxBytes: 10_000_000,
	wayOf: (path) => (path === "/v1/uploads/images" ? "multipart" : undefined),
	taken: ({ id, url, mime, bytes }) => ({
		success: true,
		message: "",
		data: { id, url, mime_type: mime, size: bytes },
	}),
	removed: () => ({}),
	refuse: (why) => {
		const message = {
			"no-file": "No file uploaded",
			"wrong-type": "Unsupported image type. Allowed: image/jpeg, image/png, image/webp, image/gif",
			"too-large": "Image too large. Maximum size is 10MB",
			full: "Too many uploads",
			"unknown-file": "File not found",
		}[why];
		return cannedJson(400, { success: false, message });
	},
};

/** ToAPIs: its page, and gateway reference 2, read 2026-11-21. */
export const toapisSide: GatewaySide = {
	name: "toapis",
	key: "sk-toapis-simulator0123456789",
	basePath: "",
	submitPath: "/v1/images/generations",
	refuse: (cause, said) => toapisRefusal(cause, said),
	check: checkToapisSubmit,
	links: toapisLinks,
	work: tasks,
	questions: (path, billing) => {
		if (billing === "none" || !/^(\/v1)?\/(user\/)?balance$/.test(path)) return undefined;
		const left = billing.limit - billing.used;
		return jsonReply({
			success: true,
			remain_balance: left,
			used_balance: billing.used,
			remain_credits: left * CREDITS_PER_USD,
			used_credits: billing.used * CREDITS_PER_USD,
			unlimited_quota: false,
		});
	},
	uploads,
};
