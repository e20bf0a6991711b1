import { beforeEach, expect, test } from "vitest";
import type { Draft } from "../../../../src/renderer/state/draft.ts";
import { bringBack, putAside, useDraftAside } from "../../../../src/renderer/state/draft-aside.ts";
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
