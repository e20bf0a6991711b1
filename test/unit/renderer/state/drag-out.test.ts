import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import type { Outcome } from "../../../../src/contract/errors.ts";
import type { ImageId } from "../../../../src/contract/ids.ts";
import { PictureIntent } from "../../../../src/contract/picture-export.ts";
import { Settings } from "../../../../src/contract/settings.ts";
import { useApp } from "../../../../src/renderer/state/app-store.ts";
import { dragPictures, startDragOut, useDragOut } from "../../../../src/renderer/state/drag-out.ts";
import { dragPresets, presetOf } from "../../../../src/renderer/state/drag-presets.ts";
import { draggedPictures } from "../../../../src/renderer/state/own-drag.ts";
import { selectImages } from "../../../../src/renderer/state/selection-store.ts";

const id = (name: number) => `picture-${name}` as ImageId;
const clean = { metadata: "clean" } as const;

/** Main as the window meets it; an answer may wait. */
function createMain(answers: Record<string, (input: unknown) => unknown>) {
	const calls: { readonly name: string; readonly input: unknown }[] = [];
	const call = async (name: string, input: unknown): Promise<Outcome<unknown>> => {
		calls.push({ name, input });
		return { ok: true, value: await answers[name]?.(input) };
	};
	const page = { addEventListener: () => {}, removeEventListener: () => {} };
	vi.stubGlobal("window", { ...page, seedcase: { call, on: () => () => {} } });
	return calls;
}

let end = () => {};
beforeEach(() => {
	vi.useFakeTimers();
	useApp.setState({ settings: Settings.parse({ dragIntent: clean }) });
	useDragOut.setState({ standing: "ready", missed: 0 });
	selectImages([]);
});
afterEach(() => {
	end();
	end = () => {};
	vi.useRealTimers();
	vi.unstubAllGlobals();
});

describe("files of the chosen pictures", () => {
	test("are made once the selection rests, and again when something else is to leave", async () => {
		const calls = createMain({ "library.prepareDrag": () => true });
		end = startDragOut();
		for (const most of [1, 2, 3]) selectImages([1, 2, 3].slice(0, most).map(id));
		await vi.advanceTimersByTimeAsync(200);
		const ids = [1, 2, 3].map(id);
		expect(calls).toEqual([{ name: "library.prepareDrag", input: { ids, intent: clean } }]);
		expect(useDragOut.getState().standing).toBe("ready");
		useApp.setState({ settings: Settings.parse({ dragIntent: { metadata: "recipe" } }) });
		await vi.advanceTimersByTimeAsync(200);
		expect(calls[1]?.input).toEqual({ ids, intent: { metadata: "recipe" } });
	});

	test("stand as the newest preparation says, whichever answers last", async () => {
		const waiting: ((ready: boolean) => void)[] = [];
		createMain({ "library.prepareDrag": () => new Promise((resolve) => waiting.push(resolve)) });
		end = startDragOut();
		selectImages([id(1)]);
		await vi.advanceTimersByTimeAsync(200);
		selectImages([id(2)]);
		await vi.advanceTimersByTimeAsync(200);
		expect(useDragOut.getState().standing).toBe("preparing");
		waiting[1]?.(true);
		waiting[0]?.(false);
		await vi.advanceTimersByTimeAsync(1);
		expect(useDragOut.getState().standing).toBe("ready");
	});
});

describe("a drag", () => {
	test("asks main within the event itself, for no more files than it takes", () => {
		const calls = createMain({ "library.drag": () => "as-asked" });
		dragPictures(Array.from({ length: 600 }, (_, number) => id(number)));
		expect(calls).toHaveLength(1);
		expect(calls[0]?.input).toMatchObject({ intent: clean, ids: { length: 500 } });
	});

	test("that gave the files as they are is told, and the right ones are made for the next", async () => {
		const calls = createMain({
			"library.drag": () => "as-is",
			"library.prepareDrag": () => true,
		});
		dragPictures([id(7)]);
		await vi.advanceTimersByTimeAsync(1);
		expect(useDragOut.getState().missed).toBe(1);
		expect(calls[1]).toEqual({
			name: "library.prepareDrag",
			input: { ids: [id(7)], intent: clean },
		});
		// Only a drag that began in this window carries pictures into it.
		expect(draggedPictures()).toEqual([]);
	});
});

test("every choice is one main takes, and is known again", () => {
	for (const preset of dragPresets) {
		expect(presetOf(PictureIntent.parse(preset.intent))).toBe(preset.id);
	}
	expect(presetOf({ metadata: "clean", maxSide: 77 })).toBeUndefined();
});
