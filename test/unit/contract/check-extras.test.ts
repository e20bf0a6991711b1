import { expect, test } from "vitest";
import type { ExtraField } from "../../../src/contract/capability.ts";
import { checkExtras } from "../../../src/contract/check-extras.ts";
import type { ExtraValue } from "../../../src/contract/generation.ts";

const fields: readonly ExtraField[] = [
	{ key: "user", kind: "text", default: "", maxChars: 3 },
	{ key: "style", kind: "choice", default: "plain", choices: ["plain", "rich"] },
	{ key: "fast", kind: "toggle", default: false },
	{ key: "seed", kind: "number", default: 0, min: -5, max: 5 },
];

test.each<[string, ExtraValue, string | undefined]>([
	["user", "abc", undefined],
	["user", "🐈🐈🐈", undefined],
	["user", "abcd", "extra-too-long"],
	["user", 3, "extra-of-wrong-kind"],
	["style", "rich", undefined],
	["style", "Rich", "extra-not-a-choice"],
	["style", true, "extra-of-wrong-kind"],
	["fast", true, undefined],
	["fast", "true", "extra-of-wrong-kind"],
	["seed", 5, undefined],
	["seed", -5, undefined],
	["seed", 6, "extra-out-of-range"],
	["seed", -6, "extra-out-of-range"],
	["seed", Number.NaN, "extra-of-wrong-kind"],
	["constructor", "x", "extra-unknown"],
])("the field %s holding %j gives %s", (key, value, reason) => {
	const problems = checkExtras({ [key]: value }, fields, "Any model");
	expect(problems.map((problem) => problem.reason)).toEqual(reason === undefined ? [] : [reason]);
	for (const problem of problems) expect(problem).toMatchObject({ at: key, level: "block" });
});

test("every faulty field is named, not only the first", () => {
	const problems = checkExtras({ user: "abcd", seed: 9, style: "plain" }, fields, "Any model");
	expect(problems.map((problem) => problem.at)).toEqual(["user", "seed"]);
});
