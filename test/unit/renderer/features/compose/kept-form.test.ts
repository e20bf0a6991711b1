import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { appError, type Outcome } from "../../../../../src/contract/errors.ts";
import type { SetTask } from "../../../../../src/contract/generation.ts";
import { ReferenceId } from "../../../../../src/contract/ids.ts";
import type { FoundForm, KeptForm } from "../../../../../src/contract/kept-form.ts";
import {
	patchCompose,
	useCompose,
} from "../../../../../src/renderer/features/compose/compose-store.ts";
import { fetchForm, keepForm } from "../../../../../src/renderer/features/compose/kept-form.ts";
import { type Draft, setPrompt } from "../../../../../src/renderer/state/draft.ts";
import { fillDraft, useDraftAside } from "../../../../../src/renderer/state/draft-aside.ts";
import { editDraft, useDraft } from "../../../../../src/renderer/state/draft-store.ts";
import { putJobs } from "../../../../../src/renderer/state/jobs-store.ts";
import { job } from "../../state/sample-job.ts";
import { setId } from "../../state/sample-set.ts";

const [shoe, bag] = ["a", "b"].map((letter) => ReferenceId.parse(letter.repeat(64))) as [
	ReferenceId,
	ReferenceId,
];
const { request } = job("done");
const fresh: Draft = { ...request, references: [], prompt: "" };
const shape = { width: 10, height: 20, bytes: 30, format: "png" };
const kept: KeptForm["draft"] = {
	...request,
	prompt: "Put image 1 on the sand",
	wording: [
		{ kind: "text", text: "Put " },
		{ kind: "mention", reference: shoe, name: "shoe" },
		{ kind: "text", text: " on the sand" },
	],
	references: [
		{ kind: "picture", id: shoe, name: "shoe.png", ...shape },
		{ kind: "picture", id: bag, name: "bag.png", ...shape },
	],
	size: { kind: "pixels", width: 0, height: 64 },
	count: 0,
};
const redo: SetTask = { way: "redo", set: setId, slots: [1] };
const own = { ...kept, prompt: "my own", wording: undefined };
const foundForm = (more: Partial<KeptForm> = {}): FoundForm => ({
	form: { draft: kept, filled: false, compared: [], ...more },
	keptAt: 1_000,
});

let asked: { readonly name: string; readonly input: unknown }[] = [];
let answers: Record<string, () => Outcome<unknown>> = {};
let leave: (name: string) => void = () => {};
let end: () => void = () => {};

beforeEach(() => {
	vi.useFakeTimers();
	asked = [];
	answers = {};
	const listeners = new Map<string, () => void>();
	leave = (name) => listeners.get(name)?.();
	const addEventListener = (name: string, listener: () => void) => listeners.set(name, listener);
	const call = async (name: string, input: unknown): Promise<Outcome<unknown>> => {
		asked.push({ name, input });
		return answers[name]?.() ?? { ok: true, value: name === "references.get" ? [] : undefined };
	};
	const seedcase = { call, on: () => () => {} };
	vi.stubGlobal("window", { innerWidth: 2_000, addEventListener, seedcase });
	vi.stubGlobal("document", { addEventListener });
	putJobs([]);
	patchCompose({ compared: [], formLost: undefined, formUnkept: undefined });
	useDraft.setState({ draft: fresh });
	useDraftAside.setState({ aside: undefined });
});
afterEach(() => {
	end();
	vi.useRealTimers();
	vi.unstubAllGlobals();
});

const saved = () => asked.filter(({ name }) => name === "form.save").map(({ input }) => input);
const present = () => useDraft.getState().draft;

describe("the form at the start", () => {
	test("is as it was kept, and nothing is sent or kept anew by that", async () => {
		answers["references.get"] = () => ({
			ok: true,
			value: [shoe, bag].map((id) => ({ id, name: "newer name", ...shape })),
		});
		const compared = [{ account: request.account, model: "other" }];
		end = keepForm(foundForm({ compared, aside: own }));
		await vi.advanceTimersByTimeAsync(1_000);
		expect(present()).toEqual(kept);
		expect(useDraftAside.getState().aside).toEqual(own);
		expect(useCompose.getState().compared).toEqual(compared);
		expect(asked).toEqual([{ name: "references.get", input: [shoe, bag] }]);
	});

	test("shows pictures that are gone meanwhile as gone", async () => {
		answers["references.get"] = () => ({
			ok: true,
			value: [{ id: bag, name: "bag.png", ...shape }],
		});
		end = keepForm(foundForm());
		await vi.advanceTimersByTimeAsync(0);
		expect(present()?.references).toEqual([
			{ kind: "picture", id: shoe, name: "shoe.png" },
			kept.references[1],
		]);
		expect(present()?.wording).toEqual(kept.wording);
	});

	test("says why it did not come back", async () => {
		const { failure } = appError("form-damaged", { file: "/data/forms/a.json" });
		answers["form.get"] = () => ({ ok: false, error: failure });
		end = keepForm(await fetchForm());
		expect(present()).toBe(fresh);
		expect(useCompose.getState().formLost).toEqual(failure);
	});

	test("does not offer a second time what mended a set and was sent in the last moment", () => {
		const draft = { ...kept, follows: redo };
		putJobs([job("done", { follows: redo }, { createdAt: 1_000 })]);
		end = keepForm(foundForm({ draft, aside: own }));
		expect([present(), useDraftAside.getState().aside]).toEqual([own, undefined]);
		end();
		putJobs([job("done", { follows: redo }, { createdAt: 999 })]);
		end = keepForm(foundForm({ draft, aside: own }));
		expect(present()?.follows).toEqual(redo);
	});
});

describe("the form while it is worked on", () => {
	test("is kept a moment after each change, and at the latest when the window goes", async () => {
		end = keepForm(undefined);
		editDraft((draft) => setPrompt(draft, "a"));
		editDraft((draft) => setPrompt(draft, "a shoe"));
		await vi.advanceTimersByTimeAsync(400);
		expect(saved()).toMatchObject([{ draft: { prompt: "a shoe" }, filled: false, compared: [] }]);
		patchCompose({ compared: [{ account: request.account, model: "other" }] });
		leave("pagehide");
		expect(saved().slice(1)).toMatchObject([{ compared: [{ model: "other" }] }]);
	});

	test("is known as filled from elsewhere until somebody changes it", async () => {
		useDraft.setState({ draft: setPrompt(fresh, "mine") });
		end = keepForm(undefined);
		fillDraft(setPrompt(fresh, "a recipe"));
		await vi.advanceTimersByTimeAsync(400);
		const found = { ...foundForm(), form: saved()[0] as KeptForm };
		expect(found.form).toMatchObject({ filled: true, aside: { prompt: "mine" } });
		end();
		end = keepForm(found);
		fillDraft(setPrompt(fresh, "another recipe"));
		expect(useDraftAside.getState().aside?.prompt).toBe("mine");
	});

	test("says when it cannot be kept, until it can", async () => {
		const { failure } = appError("disk-full", {});
		answers["form.save"] = () => ({ ok: false, error: failure });
		end = keepForm(undefined);
		editDraft((draft) => setPrompt(draft, "a"));
		await vi.advanceTimersByTimeAsync(400);
		expect(useCompose.getState().formUnkept).toEqual(failure);
		answers = {};
		await vi.advanceTimersByTimeAsync(1_000);
		expect(useCompose.getState().formUnkept).toBeUndefined();
	});
});
