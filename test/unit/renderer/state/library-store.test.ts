import { afterEach, describe, expect, test, vi } from "vitest";
import { appError, type Outcome } from "../../../../src/contract/errors.ts";
import type { ImageId, JobId } from "../../../../src/contract/ids.ts";
import type { ImageRecord } from "../../../../src/contract/library.ts";
import { localDay } from "../../../../src/renderer/state/library-order.ts";
import {
	loadLibrary,
	locatePicture,
	lookAt,
	pictureAt,
	recordsBetween,
	retryPages,
	searchLibrary,
	startLibrary,
	useLibrary,
} from "../../../../src/renderer/state/library-store.ts";

type Query = { readonly text: string; readonly offset: number; readonly limit: number };
type Call = { readonly name: string; readonly input: Query };

const noon = new Date(2026, 10, 21, 12).getTime();

function picture(age: number, prompt = age % 10 === 0 ? "panda" : "shoe"): ImageRecord {
	return {
		id: `picture-${age}` as ImageId,
		job: "job" as JobId,
		index: 0,
		width: 100 + (age % 7) * 10,
		height: 100,
		bytes: 1,
		format: "png",
		savedAt: noon + age,
		file: `${age}.png`,
		prompt,
		modelTitle: "",
		gatewayTitle: "",
	};
}

/** The main process as the window meets it: a bridge over a list, whose answers can be held back or spoilt. */
function createMain(count: number) {
	let records = Array.from({ length: count }, (_, i) => picture(count - 1 - i));
	const listeners = new Set<(name: string, payload: unknown) => void>();
	const calls: Call[] = [];
	const held: (() => void)[] = [];
	let holds = false;
	let failsWith: Extract<Outcome<unknown>, { ok: false }> | undefined;

	const answer = ({ name, input }: Call): Outcome<unknown> => {
		if (failsWith !== undefined) return failsWith;
		const found = records.filter((record) => record.prompt.includes(input.text));
		if (name === "library.page") {
			return { ok: true, value: found.slice(input.offset, input.offset + input.limit) };
		}
		const days = found.length === 0 ? [] : [{ day: localDay(noon), count: found.length }];
		return { ok: true, value: { ratios: found.map((r) => r.width / r.height), days } };
	};
	return {
		calls,
		bridge: {
			call: (name: string, input: unknown) => {
				const call = { name, input: input as Query };
				calls.push(call);
				const said = answer(call);
				if (!holds) return Promise.resolve(said);
				return new Promise<Outcome<unknown>>((resolve) => {
					held.push(() => resolve(said));
				});
			},
			on: (listener: (name: string, payload: unknown) => void) => {
				listeners.add(listener);
				return () => listeners.delete(listener);
			},
			pathOfFile: () => "",
		},
		hold: () => {
			holds = true;
		},
		release: () => {
			holds = false;
			for (const go of held.splice(0)) go();
		},
		failWith: (error: ReturnType<typeof appError> | undefined) => {
			failsWith = error && { ok: false, error: error.failure };
		},
		add: (added: readonly ImageRecord[], tells = true) => {
			records = [...added.toReversed(), ...records];
			if (tells) for (const listener of listeners) listener("library.added", added);
		},
		tell: (name: string, payload: unknown) => {
			for (const listener of listeners) listener(name, payload);
		},
	};
}

let main = createMain(0);
let end = () => {};

async function start(count: number): Promise<void> {
	main = createMain(count);
	vi.stubGlobal("window", { seedcase: main.bridge });
	end = startLibrary();
	await vi.waitFor(() => expect(useLibrary.getState().status).not.toBe("loading"));
}

const idAt = (index: number) => pictureAt(useLibrary.getState(), index)?.id;
const pageCalls = () => main.calls.filter(({ name }) => name === "library.page");

afterEach(() => {
	end();
	vi.unstubAllGlobals();
});

describe("the library in the window", () => {
	test("knows the shape of everything and the records of nothing until something is looked at", async () => {
		await start(1000);
		expect(useLibrary.getState().outline.ratios).toHaveLength(1000);
		expect(main.calls.map(({ name }) => name)).toEqual(["library.outline"]);
		lookAt({ first: 0, end: 30 });
		await vi.waitFor(() => expect(idAt(0)).toBe("picture-999"));
		expect(pageCalls()).toHaveLength(1);
	});

	test("a fling past many pages asks for what it ends on, not for what it passed", async () => {
		await start(10_000);
		main.hold();
		for (let first = 0; first < 9000; first += 100) lookAt({ first, end: first + 50 });
		main.release();
		await vi.waitFor(() => expect(idAt(8940)).toBe("picture-1059"));
		expect(pageCalls().length).toBeLessThanOrEqual(5);
	});

	test("a new picture stands at the top without asking for the whole gallery again", async () => {
		await start(250);
		lookAt({ first: 0, end: 20 });
		await vi.waitFor(() => expect(idAt(0)).toBe("picture-249"));
		main.add([picture(250), picture(251)]);
		expect([idAt(0), idAt(1), idAt(2)]).toEqual(["picture-251", "picture-250", "picture-249"]);
		expect(useLibrary.getState().outline.days[0]?.count).toBe(252);
		expect(main.calls.filter(({ name }) => name === "library.outline")).toHaveLength(1);
	});

	test("a page that was on its way while the gallery grew is dropped and asked for again", async () => {
		await start(250);
		main.hold();
		lookAt({ first: 100, end: 150 });
		main.add([picture(250)]);
		main.release();
		await vi.waitFor(() => expect(idAt(101)).toBe("picture-149"));
		for (let index = 101; index < 151; index++) expect(idAt(index)).toBe(`picture-${250 - index}`);
	});

	test("a page of a gallery that grew before anyone said so makes it ask for everything anew", async () => {
		await start(250);
		main.add([picture(250)], false);
		lookAt({ first: 0, end: 20 });
		await vi.waitFor(() => expect(idAt(0)).toBe("picture-250"));
		expect(useLibrary.getState().outline.ratios).toHaveLength(251);
	});

	test("a search answered late does not take the place of a later one", async () => {
		await start(100);
		main.hold();
		searchLibrary("panda");
		await vi.waitFor(() => expect(main.calls.at(-1)?.input.text).toBe("panda"));
		searchLibrary("");
		await vi.waitFor(() => expect(main.calls.at(-1)?.input.text).toBe(""));
		main.release();
		await vi.waitFor(() => expect(useLibrary.getState().shownText).toBe(""));
		expect(useLibrary.getState().outline.ratios).toHaveLength(100);
	});

	test("keys typed quickly are one search", async () => {
		await start(100);
		for (const text of ["p", "pa", "pan", "pand", "panda"]) searchLibrary(text);
		await vi.waitFor(() => expect(useLibrary.getState().shownText).toBe("panda"));
		expect(useLibrary.getState().outline.ratios).toHaveLength(10);
		expect(main.calls).toHaveLength(2);
	});

	test("pictures saved during a search appear when they match it", async () => {
		await start(100);
		searchLibrary("panda");
		await vi.waitFor(() => expect(useLibrary.getState().shownText).toBe("panda"));
		main.add([picture(100), picture(101)]);
		await vi.waitFor(() => expect(useLibrary.getState().outline.ratios).toHaveLength(11));
	});

	test("says why it is not there, and is there once the reason is gone", async () => {
		main = createMain(10);
		main.failWith(appError("folder-missing", { folder: "/pictures" }));
		vi.stubGlobal("window", { seedcase: main.bridge });
		end = startLibrary();
		await vi.waitFor(() => expect(useLibrary.getState().failure?.reason).toBe("folder-missing"));
		expect(useLibrary.getState().status).toBe("failed");
		main.failWith(undefined);
		await loadLibrary();
		expect(useLibrary.getState()).toMatchObject({ status: "ready", failure: undefined });
	});

	test("a page that fails is not asked for over and over, only on Try again", async () => {
		await start(100);
		main.failWith(appError("storage-failed", { said: "EIO" }));
		lookAt({ first: 0, end: 10 });
		await vi.waitFor(() => expect(useLibrary.getState().failure?.reason).toBe("storage-failed"));
		lookAt({ first: 1, end: 11 });
		expect(pageCalls()).toHaveLength(1);
		main.failWith(undefined);
		retryPages();
		await vi.waitFor(() => expect(idAt(0)).toBe("picture-99"));
	});

	test("a rebuilt library is asked for anew", async () => {
		await start(10);
		main.add([picture(10)], false);
		main.tell("library.rebuilt", { images: 11 });
		await vi.waitFor(() => expect(useLibrary.getState().outline.ratios).toHaveLength(11));
	});

	test("many pictures can be chosen beyond the pages that are there", async () => {
		await start(1000);
		const records = await recordsBetween({ first: 3, end: 703 });
		expect(records.map((record) => record.id)).toEqual(
			Array.from({ length: 700 }, (_, i) => `picture-${996 - i}`),
		);
	});

	test("a picture opened from elsewhere is found in a few questions", async () => {
		await start(5000);
		expect(await locatePicture(picture(1234))).toBe(5000 - 1 - 1234);
		expect(pageCalls().length).toBeLessThan(16);
		expect(await locatePicture({ ...picture(77), id: "stranger" as ImageId })).toBeUndefined();
	});
});
