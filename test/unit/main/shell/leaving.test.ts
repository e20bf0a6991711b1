import { describe, expect, test } from "vitest";
import { silentLog } from "../../../../src/main/foundation/log.ts";
import { createLeaving } from "../../../../src/main/shell/leaving.ts";

/** A shell whose human answers when the test says so. */
function rig(options: {
	readonly sending: number;
	readonly close?: () => Promise<void>;
	readonly closeLimitMs?: number;
}) {
	const heard: string[] = [];
	let answer: (choice: "leave" | "wait") => void = () => {};
	const leaving = createLeaving({
		sending: () => options.sending,
		ask: (sending) => {
			heard.push(`ask ${sending}`);
			return new Promise((resolve) => {
				answer = resolve;
			});
		},
		stay: () => heard.push("stay"),
		putAway: () => heard.push("away"),
		close: options.close ?? (async () => void heard.push("close")),
		end: (again) => heard.push(again ? "end, again" : "end"),
		log: silentLog,
		closeLimitMs: options.closeLimitMs ?? 60_000,
	});
	return { leaving, heard, answer: (choice: "leave" | "wait") => answer(choice) };
}

describe("leaving", () => {
	test("asks nobody when nothing is on its way, and closes the house before it ends", async () => {
		const { leaving, heard } = rig({ sending: 0 });
		await leaving.request();
		expect(heard).toEqual(["away", "close", "end"]);
		expect(leaving.phase()).toBe("closed");
	});

	test("asks once however often it is asked for, and stays when told to wait", async () => {
		const { leaving, heard, answer } = rig({ sending: 2 });
		const first = leaving.request();
		await leaving.request();
		expect(heard).toEqual(["ask 2"]);
		answer("wait");
		await first;
		expect(heard).toEqual(["ask 2", "stay"]);
		expect(leaving.phase()).toBe("open");
	});

	test("asks anew after a wait, and goes when told to", async () => {
		const { leaving, heard, answer } = rig({ sending: 1 });
		const first = leaving.request();
		answer("wait");
		await first;
		const second = leaving.request();
		answer("leave");
		await second;
		expect(heard).toEqual(["ask 1", "stay", "ask 1", "away", "close", "end"]);
	});

	test("starts again only when leaving was decided for that", async () => {
		const { leaving, heard, answer } = rig({ sending: 1 });
		const first = leaving.request({ again: true });
		answer("wait");
		await first;
		const second = leaving.request();
		answer("leave");
		await second;
		expect(heard.at(-1)).toBe("end");
	});

	test("starts again when somebody wants the app while it closes", async () => {
		let closed = () => {};
		const { leaving, heard } = rig({
			sending: 0,
			close: () =>
				new Promise((resolve) => {
					closed = resolve;
				}),
		});
		const first = leaving.request();
		await expect.poll(leaving.phase).toBe("closing");
		await leaving.request({ again: true });
		closed();
		await first;
		expect(heard).toEqual(["away", "end, again"]);
	});

	test("asks nobody when the system ends, even while a question stands", async () => {
		const { leaving, heard, answer } = rig({ sending: 1 });
		const question = leaving.request();
		await leaving.now();
		answer("wait");
		await question;
		expect(heard).toEqual(["ask 1", "away", "close", "end"]);
	});

	test("ends although closing hangs or fails", async () => {
		const hanging = rig({ sending: 0, close: () => new Promise(() => {}), closeLimitMs: 20 });
		await hanging.leaving.request();
		expect(hanging.heard).toEqual(["away", "end"]);
		const failing = rig({ sending: 0, close: () => Promise.reject(new Error("disk")) });
		await failing.leaving.request();
		expect(failing.heard).toEqual(["away", "end"]);
	});
});
