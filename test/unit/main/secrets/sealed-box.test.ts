import { describe, expect, test } from "vitest";
import { type Protection, rememberProtection } from "../../../../src/main/secrets/sealed-box.ts";

/** Gives these answers one after the other; an Error is thrown. */
function scripted(...answers: readonly (Protection | Error)[]) {
	const left = [...answers];
	const look = async (): Promise<Protection> => {
		const next = left.shift();
		if (next === undefined) throw new Error("asked too often");
		if (next instanceof Error) throw next;
		return next;
	};
	return { protects: rememberProtection(look), left };
}

describe("the answer whether keys are protected", () => {
	test.each([
		["yes", true],
		["never", false],
	] as const)("is asked for once when it is %s", async (answer, expected) => {
		const { protects } = scripted(answer);
		expect([await protects(), await protects()]).toEqual([expected, expected]);
	});

	test("is no after a refusal, never an error, and yes once the keyring is unlocked", async () => {
		const { protects } = scripted(new Error("denied"), "not-now", "yes");
		expect([await protects(), await protects(), await protects(), await protects()]).toEqual([
			false,
			false,
			true,
			true,
		]);
	});

	test("is looked for once by several who ask at once", async () => {
		const { protects, left } = scripted("not-now", "yes");
		expect(await Promise.all([protects(), protects(), protects()])).toEqual([false, false, false]);
		expect(left).toEqual(["yes"]);
	});
});
