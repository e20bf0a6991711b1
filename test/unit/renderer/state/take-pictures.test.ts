import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { appError, type Outcome } from "../../../../src/contract/errors.ts";
import { ReferenceId, type RunId } from "../../../../src/contract/ids.ts";
import { INCOMING_URL } from "../../../../src/contract/media.ts";
import type { Gathering, Reference } from "../../../../src/contract/references.ts";
import { takePictures } from "../../../../src/renderer/state/take-pictures.ts";

const reference = (n: number): Reference => ({
	id: ReferenceId.parse(n.toString(16).padStart(64, "0")),
	name: `${n}.png`,
	width: 10,
	height: 10,
	bytes: 10,
	format: "png",
});
const token = "0197a0b0-0000-4000-8000-000000000001";
const failure = appError("reference-damaged", { name: "bad.png" }).failure;

let asked: [string, unknown][] = [];
let tell: (event: string, payload: unknown) => void = () => {};
let answer: (name: string, input: unknown) => Outcome<unknown> | Promise<Outcome<unknown>>;

beforeEach(() => {
	asked = [];
	const call = async (name: string, input: unknown) => {
		asked.push([name, input]);
		return answer(name, input);
	};
	const on = (listener: typeof tell) => {
		tell = listener;
		return () => {
			tell = () => {};
		};
	};
	vi.stubGlobal("window", { seedcase: { call, on, pathOfFile: () => "" } });
});
afterEach(() => vi.unstubAllGlobals());

function word(run: RunId, more: Partial<Gathering>): Gathering {
	return {
		run,
		stage: "reading",
		found: 3,
		done: 0,
		references: [],
		problems: [],
		leftOut: 0,
		passedOver: 0,
		...more,
	};
}

describe("files and folders", () => {
	test("come in as main tells of them; one bad file is named and keeps no other out", async () => {
		answer = (_, input) => {
			const { run } = input as { run: RunId };
			tell("references.gathered", word(run, { stage: "looking" }));
			tell("references.gathered", word(run, { done: 1, references: [reference(1)] }));
			tell("references.gathered", word(token as RunId, { references: [reference(9)] }));
			const problems = [{ name: "bad.png", error: failure }];
			const last: Partial<Gathering> = {
				stage: "done",
				done: 3,
				references: [reference(2)],
				problems,
			};
			// Main's answer may overtake its last event.
			setTimeout(() => tell("references.gathered", word(run, last)));
			return { ok: true, value: word(run, { stage: "done", leftOut: 4, passedOver: 2 }) };
		};
		const seen: unknown[] = [];
		const taken = await takePictures(
			{ paths: ["/mood"], loose: [] },
			{ limit: 3, onProgress: (progress) => seen.push(progress) },
		);
		expect(taken).toEqual({
			references: [reference(1), reference(2)],
			links: [],
			problems: [{ name: "bad.png", error: failure }],
			leftOut: 4,
			passedOver: 2,
			stopped: false,
		});
		expect(seen).toContainEqual({ stage: "looking", found: 3, done: 0 });
		expect(asked[0]?.[1]).toMatchObject({ paths: ["/mood"], limit: 3 });
	});

	test("that are stopped keep what was read, and main is told by the run's name", async () => {
		const stop = new AbortController();
		let end: (outcome: Outcome<unknown>) => void = () => {};
		answer = (name, input) => {
			if (name === "references.stopGather") {
				tell("references.gathered", word(input as RunId, { stage: "stopped" }));
				end({ ok: true, value: word(input as RunId, { stage: "stopped" }) });
				return { ok: true, value: undefined };
			}
			const { run } = input as { run: RunId };
			tell("references.gathered", word(run, { references: [reference(1)] }));
			return new Promise((resolve) => {
				end = resolve;
				stop.abort();
			});
		};
		const taken = await takePictures(
			{ paths: ["/mood"], loose: [] },
			{ limit: 9, signal: stop.signal },
		);
		expect(taken).toMatchObject({ references: [reference(1)], stopped: true, problems: [] });
		const { run } = (asked[0]?.[1] ?? {}) as { run?: string };
		expect(asked[1]).toEqual(["references.stopGather", run]);
	});

	test("beyond the limit are not even asked for when there is no room at all", async () => {
		const taken = await takePictures({ paths: ["/a.png", "/b.png"], loose: [] }, { limit: 0 });
		expect(taken.leftOut).toBe(2);
		expect(asked).toEqual([]);
	});
});

describe("pictures without a file", () => {
	const url = "https://cdn.example/pic.png";
	const bytes = new Blob(["picture"], { type: "image/png" });

	test("stay addresses where the gateway fetches them, and only public ones do", async () => {
		answer = () => ({ ok: true, value: reference(1) });
		const loose = [{ name: "", url }];
		const kept = await takePictures({ paths: [], loose }, { limit: 9, keepsLinks: true });
		expect([kept.links, asked]).toEqual([[url], []]);
		const inside = [{ name: "", url: "http://intranet/pic.png" }];
		const fetched = await takePictures(
			{ paths: [], loose: inside },
			{ limit: 9, keepsLinks: true },
		);
		expect([fetched.links, fetched.references]).toEqual([[], [reference(1)]]);
	});

	test("are fetched where links are not taken; what stands in the way is said", async () => {
		answer = (name) =>
			name === "references.fetch" ? { ok: false, error: failure } : { ok: true, value: undefined };
		const taken = await takePictures({ paths: [], loose: [{ name: "pic", url }] }, { limit: 9 });
		expect(asked).toEqual([["references.fetch", { url }]]);
		expect(taken.problems).toEqual([{ name: "pic", error: failure }]);
	});

	test("of which the bytes are at hand are handed over without asking the web", async () => {
		const posts: unknown[] = [];
		vi.stubGlobal("fetch", async (to: string, init: RequestInit) => {
			posts.push([to, init.method, init.body]);
			return Response.json({ token });
		});
		answer = () => ({ ok: true, value: reference(1) });
		const loose = [{ name: "pic.png", url, bytes }];
		const taken = await takePictures({ paths: [], loose }, { limit: 9 });
		expect(posts).toEqual([[INCOMING_URL, "POST", bytes]]);
		expect(asked).toEqual([["references.take", { token, name: "pic.png" }]]);
		expect(taken.references).toEqual([reference(1)]);
	});

	test("that cannot be handed over are named, with what main said of them", async () => {
		const full = appError("disk-full").failure;
		const answers = [
			Response.json({ error: full }, { status: 507 }),
			new Response("", { status: 403 }),
		];
		vi.stubGlobal("fetch", async () => answers.shift());
		const loose = [
			{ name: "a.png", bytes },
			{ name: "b.png", bytes },
		];
		const { problems } = await takePictures({ paths: [], loose }, { limit: 9 });
		expect(problems.map(({ name, error }) => [name, error.reason])).toEqual([
			["a.png", "disk-full"],
			["b.png", "storage-failed"],
		]);
		expect(asked).toEqual([]);
	});
});
