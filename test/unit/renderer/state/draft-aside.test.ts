import { beforeEach, expect, test } from "vitest";
import type { Draft } from "../../../../src/renderer/state/draft.ts";
import {
	bringBack,
	fillDraft,
	putAside,
	useDraftAside,
} from "../../../../src/renderer/state/draft-aside.ts";
import { useDraft } from "../../../../src/renderer/state/draft-store.ts";
import { job } from "./sample-job.ts";
import { setId } from "./sample-set.ts";

const { references: _, ...request } = job("done").request;
const own: Draft = { ...request, references: [], prompt: "my own idea" };
const redo: Draft = { ...own, prompt: "redo", follows: { way: "redo", set: setId, slots: [1] } };

beforeEach(() => {
	useDraft.setState({ draft: own });
	useDraftAside.setState({ aside: undefined });
});

test("a draft that was put aside comes back as it was", () => {
	putAside();
	useDraft.setState({ draft: redo });
	bringBack();
	expect(useDraft.getState().draft).toBe(own);
	expect(useDraftAside.getState().aside).toBeUndefined();
});

test("a second request for a set does not push the designer's own draft out", () => {
	putAside();
	useDraft.setState({ draft: redo });
	putAside();
	useDraft.setState({ draft: { ...redo, prompt: "extend" } });
	bringBack();
	expect(useDraft.getState().draft).toBe(own);
});

test("bringing back without anything aside changes nothing", () => {
	bringBack();
	expect(useDraft.getState().draft).toBe(own);
});

test("a wish from elsewhere keeps the designer's own draft, and a second one does not push it out", () => {
	fillDraft({ ...own, prompt: "a recipe" });
	fillDraft({ ...own, prompt: "another recipe" });
	expect(useDraft.getState().draft?.prompt).toBe("another recipe");
	bringBack();
	expect(useDraft.getState().draft).toBe(own);
});

test("a recipe the designer has worked on is work of their own", () => {
	fillDraft({ ...own, prompt: "a recipe" });
	const worked = { ...own, prompt: "a recipe, in the rain" };
	useDraft.setState({ draft: worked });
	fillDraft({ ...own, prompt: "another recipe" });
	expect(useDraftAside.getState().aside).toBe(worked);
});
