import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { type PlayedTasks, TasksToPlay } from "./waiting-tasks-words.ts";

type Task = {
	readonly atWork: string;
	readonly endsAt: number;
	polls: number;
	lagMs: number | undefined;
};

/**
 * A gateway on this computer in a process of its own that answers questions about tasks. A task is
 * at work and then has failed, so that nothing comes that would have to be saved. It tells its port
 * to the process that started it, hears of the tasks from there, and tells what was asked when it
 * hears anything else.
 */
function serve(): void {
	const tasks = new Map<string, Task>();
	let needless = 0;
	const answer = (id: string): object => {
		const task = tasks.get(id);
		if (task === undefined) return { error: { code: "task_not_found", message: "no such task" } };
		if (task.lagMs === undefined) task.polls += 1;
		else needless += 1;
		const late = performance.now() - task.endsAt;
		if (late < 0) return { id, status: task.atWork, progress: 40 };
		task.lagMs ??= late;
		const error = { code: "service_error", message: "The service is busy." };
		return { id, status: "failed", error };
	};
	const server = createServer((request, response) => {
		const id = request.url?.split("/").at(-1) ?? "";
		response
			.writeHead(200, { "content-type": "application/json" })
			.end(JSON.stringify(answer(decodeURIComponent(id))));
	});
	process.on("message", (message) => {
		const told = TasksToPlay.safeParse(message);
		if (told.success) {
			const now = performance.now();
			for (const { id, atWork, endsInMs = Number.POSITIVE_INFINITY } of told.data) {
				tasks.set(id, { atWork, endsAt: now + endsInMs, polls: 0, lagMs: undefined });
			}
			return;
		}
		const played: PlayedTasks = {
			tasks: [...tasks].map(([id, { polls, lagMs }]) => ({ id, polls, lagMs })),
			needless,
		};
		process.send?.(played);
	});
	server.listen(0, "127.0.0.1", () => {
		process.send?.((server.address() as AddressInfo).port);
	});
	process.on("disconnect", () => process.exit());
}

serve();
