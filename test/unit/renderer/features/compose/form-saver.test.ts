import { expect, test } from "vitest";
import { appError, type Failure } from "../../../../../src/contract/errors.ts";
import {
	createFormSaver,
	KEEP_AFTER_MS,
} from "../../../../../src/renderer/features/compose/form-saver.ts";
import { createHeldMain } from "../../state/held-main.ts";

const { failure } = appError("disk-full", {});

function createWorld() {
	let form = "";
	const sent: string[] = [];
	const { asked, later, timers, answer } = createHeldMain();
	const told: (Failure | undefined)[] = [];
	const saver = createFormSaver({
		send: () => {
			sent.push(form);
			return asked();
		},
		failureOf: () => failure,
		later,
		tell: (state) => told.push(state),
	});
	return {
		...{ sent, timers, told, answer, flush: saver.flush },
		type: (text: string) => {
			form = text;
			saver.change();
		},
		wait: () => timers.shift()?.run(),
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
