import { expect, test } from "vitest";
import { appError, type Failure } from "../../../../../src/contract/errors.ts";
import {
	createFormSaver,
	KEEP_AFTER_MS,
} from "../../../../../src/renderer/features/compose/form-saver.ts";

const { failure } = appError("disk-full", {});

/** A main process that answers when told to, and a clock that stands still. */
function createWorld() {
	let form = "";
	const sent: string[] = [];
	const answers: { readonly yes: () => void; readonly no: () => void }[] = [];
	const timers: { readonly run: () => void; readonly ms: number }[] = [];
	const told: (Failure | undefined)[] = [];
	const saver = createFormSaver({
		send: () => {
			sent.push(form);
			return new Promise((yes, no) => answers.push({ yes, no: () => no(new Error("full")) }));
		},
		failureOf: () => failure,
		later: (run, ms) => {
			const timer = { run, ms };
			timers.push(timer);
			return () => {
				if (timers.includes(timer)) timers.splice(timers.indexOf(timer), 1);
			};
		},
		tell: (state) => told.push(state),
	});
	return {
		...{ sent, timers, told, flush: saver.flush },
		type: (text: string) => {
			form = text;
			saver.change();
		},
		wait: () => timers.shift()?.run(),
		answer: async (how: "yes" | "no") => {
			answers.shift()?.[how]();
			// The saver acts on an answer a turn later.
			await new Promise<void>((resolve) => setImmediate(resolve));
		},
	};
}

test("keeps a form that is changed without a pause, a few letters at a time", async () => {
	const { type, wait, timers, sent, answer, told } = createWorld();
	for (const text of ["a", "ab", "abc"]) type(text);
	expect([timers.map(({ ms }) => ms), sent]).toEqual([[KEEP_AFTER_MS], []]);
	wait();
	expect(sent).toEqual(["abc"]);
	type("abcd");
	wait();
	expect(sent).toEqual(["abc", "abcd"]);
	await answer("yes");
	await answer("yes");
	expect([told, timers]).toEqual([[undefined], []]);
});

test("sends at once what waits when the window closes, and nothing where nothing waits", () => {
	const { type, flush, timers, sent } = createWorld();
	flush();
	type("a");
	flush();
	flush();
	expect([sent, timers]).toEqual([["a"], []]);
});

test("says when a form is not kept, tries again after a growing pause, and says when it is", async () => {
	const { type, wait, timers, sent, answer, told } = createWorld();
	type("a");
	wait();
	await answer("no");
	wait();
	await answer("no");
	expect([sent, told, timers.map(({ ms }) => ms)]).toEqual([
		["a", "a"],
		[failure, failure],
		[2_000],
	]);
	type("ab");
	expect(timers.map(({ ms }) => ms)).toEqual([KEEP_AFTER_MS]);
	wait();
	await answer("yes");
	expect([sent.at(-1), told.at(-1), timers]).toEqual(["ab", undefined, []]);
});
