import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import type { CollectionSummary } from "../../../../src/contract/collections.ts";
import { appError, type Outcome } from "../../../../src/contract/errors.ts";
import type { CollectionId, ImageId } from "../../../../src/contract/ids.ts";
import { Settings } from "../../../../src/contract/settings.ts";
import { useApp } from "../../../../src/renderer/state/app-store.ts";
import {
	changeCollection,
	followCollections,
	removeCollection,
	useCollections,
} from "../../../../src/renderer/state/collections-store.ts";
import {
	narrowGallery,
	orderGallery,
	showPictures,
	showSimilar,
} from "../../../../src/renderer/state/finding.ts";
import { resetLibrary } from "../../../../src/renderer/state/library-showing.ts";
import { useLibrary } from "../../../../src/renderer/state/library-store.ts";
import { usePictureProblem } from "../../../../src/renderer/state/picture-problem.ts";
import { selectImages, useSelection } from "../../../../src/renderer/state/selection-store.ts";

const picture = "picture" as ImageId;
const query = () => useLibrary.getState().query;
const shoes: CollectionSummary = {
	id: "shoes" as CollectionId,
	title: "Shoes",
	swatches: [{ hex: "#ff8800", name: "Clay" }],
	query: { filter: { text: "shoe" } },
	createdAt: 1,
};

let refuses = false;
const call = vi.fn(async (name: string, input: unknown): Promise<Outcome<unknown>> => {
	if (refuses) return { ok: false, error: appError("disk-full", {}).failure };
	switch (name) {
		case "library.outline":
			return { ok: true, value: { ratios: new Uint16Array(), days: [] } };
		case "collections.save":
			return { ok: true, value: { ...shoes, ...(input as object) } };
		default:
			return { ok: true, value: name === "collections.list" ? [shoes] : [] };
	}
});

beforeEach(() => {
	refuses = false;
	call.mockClear();
	vi.stubGlobal("window", { seedcase: { call, on: () => () => {}, pathOfFile: () => "" } });
	useApp.setState({ settings: Settings.parse({ stacked: true }) });
	resetLibrary({ filter: { text: "" }, stacked: true });
});
afterEach(() => vi.unstubAllGlobals());

describe("what the gallery shows", () => {
	test("is narrowed part by part, and a part that is taken away leaves nothing behind", () => {
		narrowGallery({ tags: ["neon"], minStars: 3 });
		expect(query().filter).toEqual({ text: "", tags: ["neon"], minStars: 3 });
		narrowGallery({ tags: [], minStars: undefined });
		expect(query()).toEqual({ filter: { text: "" }, stacked: true });
	});

	test("does not stack sets where the pictures of a set are what is looked for", () => {
		orderGallery({ by: "duplicates" });
		expect(query()).toEqual({ filter: { text: "" }, order: { by: "duplicates" } });
		orderGallery({ by: "stars" });
		expect(query().stacked).toBe(true);
		showPictures({ state: "trashed" });
		expect(query().stacked).toBeUndefined();
	});

	test("changes place without anything chosen that is out of sight, but looks for pictures like one that stays", () => {
		selectImages([picture]);
		showSimilar(picture);
		expect(query().order).toEqual({ by: "similar", image: picture });
		expect(useSelection.getState()).toMatchObject({ stage: "gallery", chosen: [picture] });
		showPictures();
		expect(useSelection.getState().chosen).toEqual([]);
	});
});

describe("collections in the window", () => {
	test("keep their colours and query when they are renamed", async () => {
		const end = followCollections();
		await vi.waitFor(() => expect(useCollections.getState().list).toHaveLength(1));
		await changeCollection(shoes.id, { title: "Boots" });
		const { id, swatches } = shoes;
		expect(call).toHaveBeenCalledWith("collections.save", {
			...{ id, swatches, title: "Boots", query: shoes.query },
		});
		expect(useCollections.getState().list?.map(({ title }) => title)).toEqual(["Boots"]);
		end();
	});

	test("stay when main cannot remove them, and say why", async () => {
		const end = followCollections();
		await vi.waitFor(() => expect(useCollections.getState().list).toHaveLength(1));
		refuses = true;
		expect(await removeCollection(shoes.id)).toBe(false);
		expect(useCollections.getState().list).toHaveLength(1);
		expect(usePictureProblem.getState().failure?.reason).toBe("disk-full");
		end();
	});
});
