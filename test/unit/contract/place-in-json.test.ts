import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { besidePlace, isPlace, valueAt, valuesAt } from "../../../src/contract/place-in-json.ts";

const reply = {
	id: "t-1",
	data: { task: { id: 7 }, list: [{ url: "a" }, { url: "b" }, {}, { url: null }] },
	"odd-name": [["x"], ["y", "z"]],
};

test.each([
	["id", ["t-1"]],
	["data.task.id", [7]],
	["data.list[].url", ["a", "b"]],
	["data.list[1].url", ["b"]],
	["data.list.url", []],
	["data.list[9].url", []],
	["data.task[].id", [7]],
	["data.task[0].id", []],
	["odd-name[][]", ["x", "y", "z"]],
	["odd-name[1][0]", ["y"]],
	["nothing.at.all", []],
	["id.length", []],
	["data.list.length", []],
	["data.list.1.url", ["b"]],
] as const)("%s finds %o", (place, found) => {
	expect(valuesAt(reply, place)).toEqual(found);
});

test("a list at the top is reached by brackets", () => {
	expect(valuesAt([{ url: "a" }, { url: "b" }], "[].url")).toEqual(["a", "b"]);
	expect(valueAt([{ url: "a" }, { url: "b" }], "[1].url")).toBe("b");
});

test.each(["", " ", "a..b", ".a", "a.", "a[", "a]", "a[x]", "a b", "a[-1]", "a.[0]"])(
	"%j is no place and finds nothing",
	(text) => {
		expect(isPlace(text)).toBe(false);
		expect(valuesAt({ a: 1, "": 1 }, text)).toEqual([]);
	},
);

test("space around a place means nothing", () => {
	expect(valueAt(reply, " data.task.id ")).toBe(7);
});

test.each(["__proto__", "constructor", "constructor.prototype", "toString", "data.hasOwnProperty"])(
	"%s leads to nothing that JSON does not hold",
	(place) => {
		expect(valuesAt(reply, place)).toEqual([]);
	},
);

test("a name that JSON itself calls __proto__ is read as any other", () => {
	expect(valueAt(JSON.parse('{"__proto__":{"id":1}}'), "__proto__.id")).toBe(1);
});

test.each([
	["status", "progress", "progress"],
	["data.status", "progress", "data.progress"],
	["data[0].status", "progress", "data[0].progress"],
])("beside %s, %s stands at %s", (place, name, beside) => {
	expect(besidePlace(place, name)).toBe(beside);
});

const name = fc.stringMatching(/^[\w-]{1,8}$/);

describe("for any JSON", () => {
	test("whatever was put under a path of names is found there", () => {
		fc.assert(
			fc.property(fc.array(name, { minLength: 1, maxLength: 6 }), fc.string(), (names, leaf) => {
				const json = names.reduceRight<unknown>(
					(inner, key) => Object.fromEntries([[key, inner]]),
					leaf,
				);
				expect(valuesAt(json, names.join("."))).toEqual([leaf]);
			}),
		);
	});

	test("no place makes it fail, and all it finds are parts of the JSON", () => {
		const places = fc.oneof(
			fc.string(),
			fc
				.array(fc.oneof(name, fc.constantFrom("a[]", "[]", "a[0]", "__proto__", "length")), {
					minLength: 1,
					maxLength: 5,
				})
				.map((parts) => parts.join(".")),
		);
		fc.assert(
			fc.property(fc.jsonValue(), places, (json, place) => {
				const text = JSON.stringify(json);
				for (const value of valuesAt(json, place)) {
					expect(text).toContain(JSON.stringify(value));
				}
			}),
		);
	});

	test("every entry of a list is found in its order", () => {
		fc.assert(
			fc.property(fc.array(fc.oneof(fc.string(), fc.integer())), (list) => {
				expect(valuesAt({ a: { list } }, "a.list[]")).toEqual(list);
			}),
		);
	});
});
