import { describe, expect, it } from "vitest";
import { appError } from "../../../../src/contract/errors.ts";
import { routes } from "../../../../src/contract/routes.ts";
import { silentLog } from "../../../../src/main/foundation/log.ts";
import { createDispatch, type Handlers } from "../../../../src/main/ipc/router.ts";

/** Every row answered by a refusal, but for those a test is about. */
function dispatchWith(some: Partial<Handlers>) {
	const refused = Object.fromEntries(
		Object.keys(routes).map((name) => [
			name,
			() => {
				throw appError("internal", { said: `${name} is not part of this test` });
			},
		]),
	) as unknown as Handlers;
	return createDispatch({ ...refused, ...some }, { checkOutputs: true, log: silentLog });
}
const caller = { windowId: 1 };

describe("the router", () => {
	it("never lets invalid input reach a handler", async () => {
		let reached = false;
		const dispatch = dispatchWith({
			"library.page": () => {
				reached = true;
				return [];
			},
		});
		const answer = await dispatch("library.page", { text: "", offset: -1, limit: 10 }, caller);
		expect(answer).toMatchObject({ ok: false, error: { reason: "input-invalid" } });
		expect(reached).toBe(false);
	});

	it.each(["constructor", "__proto__", "toString", "", "jobs", 7, null, {}])(
		"does not know the request %s",
		async (name) => {
			const answer = await dispatchWith({})(name, undefined, caller);
			expect(answer).toMatchObject({ ok: false, error: { reason: "unknown-request" } });
		},
	);

	it("answers with the failure a handler threw, and never rejects", async () => {
		const dispatch = dispatchWith({
			"jobs.list": () => {
				throw appError("disk-full");
			},
		});
		const answer = await dispatch("jobs.list", undefined, caller);
		expect(answer).toMatchObject({ ok: false, error: { kind: "storage", reason: "disk-full" } });
	});

	it("finds out an answer that does not fit its row", async () => {
		// Deliberately wrong: what a drifting handler would give back.
		const wrong = [{ id: 1 }] as unknown as ReturnType<Handlers["jobs.list"]>;
		const answer = await dispatchWith({ "jobs.list": () => wrong })("jobs.list", undefined, caller);
		expect(answer).toMatchObject({ ok: false, error: { reason: "internal" } });
	});

	it("enters the handler before it waits for anything, as a native drag needs", () => {
		let entered = false;
		const dispatch = dispatchWith({
			"library.drag": () => {
				entered = true;
				return "as-is";
			},
		});
		void dispatch("library.drag", { ids: ["0190163d-8694-739b-aea5-966c26f8ad91"] }, caller);
		expect(entered).toBe(true);
	});
});
