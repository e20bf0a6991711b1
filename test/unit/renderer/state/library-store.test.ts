import { afterEach, describe, expect, test, vi } from "vitest";
import { appError, type Outcome } from "../../../../src/contract/errors.ts";
import type { ImageId, JobId } from "../../../../src/contract/ids.ts";
import type { ImageRecord } from "../../../../src/contract/library.ts";
import type { LibraryQuery } from "../../../../src/contract/library-query.ts";
import { useApp } from "../../../../src/renderer/state/app-store.ts";
import { startLibrary } from "../../../../src/renderer/state/library-events.ts";
import {
	loadLibrary,
	locatePicture,
	lookAt,
	renewLibrary,
	retryPages,
} from "../../../../src/renderer/state/library-load.ts";
import { localDay, outlineRatio } from "../../../../src/renderer/state/library-order.ts";
import { searchLibrary, showQuery } from "../../../../src/renderer/state/library-showing.ts";
import {
	pictureAt,
	placeOfPicture,
	useLibrary,
} from "../../../../src/renderer/state/library-store.ts";

type Input = {
	readonly query: LibraryQuery;
	readonly offset: number;
	readonly limit: number;
	readonly id: string;
};
type Call = { readonly name: string; readonly query: LibraryQuery; readonly input: Input };

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
	let holds = (_: string) => false;
	let failsWith: Extract<Outcome<unknown>, { ok: false }> | undefined;
	let fails = (_: string) => true;

	const answer = ({ name, query, input }: Call): Outcome<unknown> => {
		if (failsWith !== undefined && fails(name)) return failsWith;
		const { text, picks } = query.filter;
		const found = records.filter(
			({ prompt, mark }) =>
				prompt.includes(text) && (picks === undefined || picks.includes(mark?.pick ?? "none")),
		);
		if (query.order?.by === "oldest") found.reverse();
		switch (name) {
			case "library.page":
				return { ok: true, value: found.slice(input.offset, input.offset + input.limit) };
			case "library.rank": {
				const at = found.findIndex(({ id }) => id === input.id);
				return { ok: true, value: at < 0 ? null : at };
			}
			default: {
				const days = found.length === 0 ? [] : [{ day: localDay(noon), count: found.length }];
				return { ok: true, value: { ratios: Uint16Array.from(found, outlineRatio), days } };
			}
		}
	};
	return {
		calls,
		bridge: {
			call: (name: string, given: unknown) => {
				const input = given as Input;
				const query = name === "library.outline" ? (given as LibraryQuery) : input.query;
				const call = { name, query, input };
				calls.push(call);
				const said = answer(call);
				if (!holds(name)) return Promise.resolve(said);
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
		/** Answers of these routes, of all of them when absent, wait until they are released. */
		hold: (name?: string) => {
			holds = (asked) => name === undefined || asked === name;
		},
		release: () => {
			holds = () => false;
			for (const go of held.splice(0)) go();
		},
		failWith: (error: ReturnType<typeof appError> | undefined, name?: string) => {
			failsWith = error && { ok: false, error: error.failure };
			fails = (asked) => name === undefined || asked === name;
		},
		add: (added: readonly ImageRecord[], tells = true) => {
			records = [...added.toReversed(), ...records];
			if (tells) for (const listener of listeners) listener("library.added", added);
		},
		put: (change: (before: ImageRecord[]) => ImageRecord[]) => {
			records = change(records);
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
	useApp.setState(({ settings }) => ({ settings: { ...settings, stacked: false } }));
	end = startLibrary();
	await vi.waitFor(() => expect(useLibrary.getState().isWhole).toBe(true));
}

const idAt = (index: number) => pictureAt(useLibrary.getState(), index)?.id;
const shownText = () => useLibrary.getState().shownQuery.filter.text;
const isWhole = () => useLibrary.getState().isWhole;
const pageCalls = () => main.calls.filter(({ name }) => name === "library.page");

afterEach(() => {
	end();
	vi.unstubAllGlobals();
});

describe("the library in the window", () => {
	test("knows the shape of everything and the records of its first page alone, until more is looked at", async () => {
		await start(1000);
		expect(useLibrary.getState().outline.ratios).toHaveLength(1000);
		expect(main.calls.map(({ name }) => name)).toEqual(["library.page", "library.outline"]);
		lookAt({ first: 0, end: 30 });
		expect(idAt(0)).toBe("picture-999");
		lookAt({ first: 500, end: 530 });
		await vi.waitFor(() => expect(idAt(500)).toBe("picture-499"));
		expect(pageCalls()).toHaveLength(2);
	});

	test("shows its first page before it knows how much there is, and goes on from it without a jump", async () => {
		main = createMain(1000);
		main.hold("library.outline");
		vi.stubGlobal("window", { seedcase: main.bridge });
		end = startLibrary();
		await vi.waitFor(() => expect(useLibrary.getState().status).toBe("ready"));
		expect(useLibrary.getState()).toMatchObject({ isWhole: false, shift: 0 });
		expect(useLibrary.getState().outline.days).toEqual([{ day: localDay(noon), count: 100 }]);
		const before = useLibrary.getState().pages.get(0);
		main.release();
		await vi.waitFor(() => expect(isWhole()).toBe(true));
		expect(useLibrary.getState().outline.ratios).toHaveLength(1000);
		expect(useLibrary.getState().pages.get(0)?.records).toBe(before?.records);
		expect(useLibrary.getState().shift).toBe(0);
	});

	test("an outline that fails leaves the first page, says so, and comes on Try again", async () => {
		main = createMain(1000);
		main.failWith(appError("storage-failed", { said: "EIO" }), "library.outline");
		vi.stubGlobal("window", { seedcase: main.bridge });
		end = startLibrary();
		await vi.waitFor(() => expect(useLibrary.getState().failure?.reason).toBe("storage-failed"));
		expect(useLibrary.getState()).toMatchObject({ status: "ready", isWhole: false });
		expect(idAt(99)).toBe("picture-900");
		main.failWith(undefined);
		retryPages();
		await vi.waitFor(() => expect(isWhole()).toBe(true));
		expect(useLibrary.getState().failure).toBeUndefined();
	});

	test("a fling past many pages asks for what it ends on, not for what it passed", async () => {
		await start(10_000);
		main.hold();
		for (let first = 0; first < 9000; first += 100) lookAt({ first, end: first + 50 });
		main.release();
		await vi.waitFor(() => expect(idAt(8940)).toBe("picture-1059"));
		expect(pageCalls().length).toBeLessThanOrEqual(6);
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
		lookAt({ first: 200, end: 220 });
		await vi.waitFor(() => expect(idAt(200)).toBe("picture-50"));
		expect(useLibrary.getState().outline.ratios).toHaveLength(251);
	});

	test("a search answered late does not take the place of a later one", async () => {
		await start(100);
		main.hold();
		searchLibrary("panda");
		await vi.waitFor(() => expect(main.calls.at(-1)?.query.filter.text).toBe("panda"));
		searchLibrary("");
		await vi.waitFor(() => expect(main.calls.at(-1)?.query.filter.text).toBe(""));
		main.release();
		await vi.waitFor(() => expect(isWhole() && shownText() === "").toBe(true));
		expect(useLibrary.getState().outline.ratios).toHaveLength(100);
	});

	test("keys typed quickly are one search", async () => {
		await start(100);
		for (const text of ["p", "pa", "pan", "pand", "panda"]) searchLibrary(text);
		await vi.waitFor(() => expect(isWhole() && shownText() === "panda").toBe(true));
		expect(useLibrary.getState().outline.ratios).toHaveLength(10);
		expect(main.calls).toHaveLength(4);
	});

	test("a filter chosen while words are still being typed keeps both", async () => {
		await start(100);
		searchLibrary("panda");
		showQuery({ ...useLibrary.getState().query, order: { by: "oldest" } });
		await vi.waitFor(() => expect(shownText()).toBe("panda"));
		expect(useLibrary.getState().shownQuery.order).toEqual({ by: "oldest" });
		await vi.waitFor(() => expect(idAt(0)).toBe("picture-0"));
	});

	test("what is drawn stays until something of another gallery is there", async () => {
		await start(300);
		main.hold();
		showQuery({ filter: { text: "panda" } });
		expect(useLibrary.getState()).toMatchObject({ status: "ready", isWhole: true });
		expect(idAt(0)).toBe("picture-299");
		main.release();
		await vi.waitFor(() => expect(idAt(0)).toBe("picture-290"));
	});

	test("pictures saved during a search appear when they match it", async () => {
		await start(100);
		searchLibrary("panda");
		await vi.waitFor(() => expect(isWhole() && shownText() === "panda").toBe(true));
		main.add([picture(100), picture(101)]);
		await vi.waitFor(() => expect(useLibrary.getState().outline.ratios).toHaveLength(11));
	});

	test("what is put into the trash leaves at once, and nothing is asked again but its page", async () => {
		await start(1000);
		lookAt({ first: 300, end: 330 });
		await vi.waitFor(() => expect(idAt(300)).toBe("picture-699"));
		const gone = [picture(699).id, picture(690).id];
		main.put((records) => records.filter(({ id }) => !gone.includes(id)));
		main.tell("library.moved", { gone, back: [] });
		expect(idAt(300)).toBe("picture-698");
		expect(useLibrary.getState().outline.ratios).toHaveLength(998);
		await vi.waitFor(() => expect(idAt(399)).toBe("picture-598"));
		expect(main.calls.filter(({ name }) => name === "library.outline")).toHaveLength(1);
	});

	test("what comes back from the trash leaves everything that is looked at where it is", async () => {
		await start(1000);
		lookAt({ first: 300, end: 330 });
		await vi.waitFor(() => expect(idAt(300)).toBe("picture-699"));
		const nameOf = () => {
			const state = useLibrary.getState();
			return (placeOfPicture(state, picture(699).id) ?? -1) - state.shift;
		};
		const before = nameOf();
		const back = { ...picture(850), id: "restored" as ImageId };
		main.put((records) => [...records.slice(0, 150), back, ...records.slice(150)]);
		main.tell("library.moved", { gone: [], back: [back] });
		await vi.waitFor(() => expect(useLibrary.getState().outline.ratios).toHaveLength(1001));
		expect(idAt(301)).toBe("picture-699");
		expect(nameOf()).toBe(before);
	});

	test("a mark that a filter is about asks anew, any other is only drawn", async () => {
		await start(50);
		const marked = { ...picture(49), mark: { pick: "picked" as const } };
		main.put((records) => records.map((one) => (one.id === marked.id ? marked : one)));
		main.tell("library.marked", [marked]);
		expect(pictureAt(useLibrary.getState(), 0)?.mark?.pick).toBe("picked");
		const calls = main.calls.length;
		showQuery({ filter: { text: "", picks: ["picked"] } });
		await vi.waitFor(() => expect(useLibrary.getState().outline.ratios).toHaveLength(1));
		main.put((records) => records.map((one) => (one.id === marked.id ? picture(49) : one)));
		main.tell("library.marked", [picture(49)]);
		await vi.waitFor(() => expect(useLibrary.getState().outline.ratios).toHaveLength(0));
		expect(main.calls.slice(calls).every(({ query }) => query.filter.picks !== undefined)).toBe(
			true,
		);
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
		await vi.waitFor(() =>
			expect(useLibrary.getState()).toMatchObject({ status: "ready", failure: undefined }),
		);
	});

	test("a page that fails is not asked for over and over, only on Try again", async () => {
		await start(1000);
		main.failWith(appError("storage-failed", { said: "EIO" }));
		lookAt({ first: 500, end: 510 });
		await vi.waitFor(() => expect(useLibrary.getState().failure?.reason).toBe("storage-failed"));
		lookAt({ first: 501, end: 511 });
		expect(pageCalls()).toHaveLength(2);
		main.failWith(undefined);
		retryPages();
		await vi.waitFor(() => expect(idAt(500)).toBe("picture-499"));
	});

	test("a rebuilt library is asked for anew", async () => {
		await start(10);
		main.add([picture(10)], false);
		main.tell("library.rebuilt", { images: 11 });
		await vi.waitFor(() => expect(useLibrary.getState().outline.ratios).toHaveLength(11));
	});

	test("a gallery that was asked for anew keeps what is looked at in place while it comes", async () => {
		await start(1000);
		lookAt({ first: 500, end: 520 });
		await vi.waitFor(() => expect(idAt(500)).toBe("picture-499"));
		main.add([picture(1000)], false);
		main.hold();
		const renewed = renewLibrary();
		expect(idAt(500)).toBe("picture-499");
		main.release();
		await renewed;
		expect(idAt(501)).toBe("picture-499");
		expect(useLibrary.getState().shift).toBe(1);
	});

	test("a picture opened from elsewhere is found in one question", async () => {
		await start(5000);
		expect(await locatePicture(picture(1234))).toBe(5000 - 1 - 1234);
		expect(await locatePicture({ id: "stranger" as ImageId })).toBeUndefined();
		expect(main.calls.filter(({ name }) => name === "library.rank")).toHaveLength(2);
	});
});
