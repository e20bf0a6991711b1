import { v7 } from "uuid";
import { afterAll, expect, test } from "vitest";
import type { Activity } from "../../../../src/contract/activity.ts";
import { RunId } from "../../../../src/contract/ids.ts";
import { systemClock } from "../../../../src/main/foundation/clock.ts";
import { libraryEditHandlers } from "../../../../src/main/ipc/handlers/library-edit-handlers.ts";
import { createActivities } from "../../../../src/main/library/activities.ts";
import type { EditOutcome, PictureEdits } from "../../../../src/main/library/picture-edits.ts";
import {
	newRecipe,
	openTestLibrary,
	realImaging,
	save,
	temporaryFolder,
} from "../library/test-library.ts";

const imaging = realImaging();
afterAll(() => imaging.close());
const caller = { windowId: 1 };
const newRun = () => RunId.parse(crypto.randomUUID());

function listening() {
	const told: [event: string, payload: unknown][] = [];
	const activity: Activity[] = [];
	const activities = createActivities({
		clock: systemClock,
		tell: (one) => activity.push(one),
		dismissed: () => {},
	});
	const emit = (event: string, payload: unknown) => void told.push([event, payload]);
	return { told, activity, activities, emit, clock: systemClock };
}

test("the window hears of marks, of pictures that left or came back, and of the counts of collections", async () => {
	await using folder = await temporaryFolder();
	const library = await openTestLibrary(folder.path, imaging);
	const { told, activity: _, ...ports } = listening();
	const handlers = libraryEditHandlers({ library, ...ports });
	const { id } = await save(library, newRecipe(), 0);
	const names = () => told.splice(0).map(([event]) => event);

	const mark = { pick: "picked", stars: 4 } as const;
	const edited = await handlers["library.edit"]({ run: newRun(), ids: [id], change: mark }, caller);
	expect(edited).toMatchObject({ changed: 1 });
	expect(told.splice(0)).toMatchObject([["library.marked", [{ id, mark }]]]);
	const { id: collection } = await handlers["collections.save"](
		{ title: "Posters", swatches: [] },
		caller,
	);
	expect(names()).toEqual(["collections.changed"]);
	const change = { addTo: collection };
	await handlers["library.edit"]({ run: newRun(), ids: [id], change }, caller);
	expect(told).toMatchObject([
		["library.marked", [{ id }]],
		["collections.changed", [{ count: 1 }]],
	]);
	told.length = 0;
	const { undo } = await handlers["library.trash"]({ run: newRun(), ids: [id] }, caller);
	expect(told).toMatchObject([
		["library.moved", { gone: [id], back: [] }],
		["collections.changed", [{ count: 0 }]],
	]);
	if (undo === undefined) throw new Error("It can be taken back.");
	told.length = 0;
	await handlers["library.undo"]({ run: newRun(), id: undo }, caller);
	expect(told[0]).toMatchObject(["library.moved", { gone: [], back: [{ id }] }]);
	await handlers["library.trash"]({ run: newRun(), ids: [id] }, caller);
	told.length = 0;
	expect(await handlers["library.emptyTrash"]({ run: newRun() }, caller)).toMatchObject({
		removed: 1,
	});
	expect(told).toMatchObject([["library.moved", { gone: [id] }]]);
	const unknown = handlers["library.edit"](
		{ run: newRun(), ids: [id], change: { addTo: v7() as typeof collection } },
		caller,
	);
	await expect(unknown).rejects.toMatchObject({ reason: "collection-not-found" });
	await library.close();
});

test("only an edit that takes long is shown, and one that is stopped answers with what was done", async () => {
	const { activity, told: _, ...ports } = listening();
	const begun = Promise.withResolvers<void>();
	const nothing: EditOutcome = { edited: { changed: 3 }, marked: [], gone: [], back: [] };
	const edits: Pick<PictureEdits, "trash"> = {
		trash: async (_ids, progress) => {
			progress?.tell(3, 9);
			begun.resolve();
			await new Promise<void>((resolve) => {
				progress?.signal.addEventListener("abort", () => resolve());
			});
			return nothing;
		},
	};
	const library = { edits, collections: { list: async () => [] } };
	const handlers = libraryEditHandlers({ library: library as never, ...ports });
	const run = newRun();
	const answer = handlers["library.trash"]({ run, ids: [] }, caller);
	await begun.promise;
	expect(activity).toEqual([]);
	await expect.poll(() => activity.at(-1)).toMatchObject({ id: run, kind: "edit", total: 9 });
	ports.activities.stop(run);
	expect(await answer).toEqual({ changed: 3 });
	await expect.poll(() => activity.at(-1)?.state).toBe("stopped");
});
