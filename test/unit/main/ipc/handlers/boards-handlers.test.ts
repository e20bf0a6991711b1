import { existsSync } from "node:fs";
import { readdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { v7 } from "uuid";
import { afterAll, describe, expect, test } from "vitest";
import { AppError } from "../../../../../src/contract/errors.ts";
import { BoardId, IncomingToken } from "../../../../../src/contract/ids.ts";
import { silentLog } from "../../../../../src/main/foundation/log.ts";
import { boardsHandlers } from "../../../../../src/main/ipc/handlers/boards-handlers.ts";
import type { Emit } from "../../../../../src/main/jobs/job-ports.ts";
import { createPortableBoards } from "../../../../../src/main/library/boards/portable-boards.ts";
import { createReferenceStore } from "../../../../../src/main/references/reference-store.ts";
import { aNote, openBoards } from "../../library/boards/test-boards.ts";
import {
	NOON,
	openTestLibrary,
	realImaging,
	smallPng,
	standingClock,
	temporaryFolder,
} from "../../library/test-library.ts";

const imaging = realImaging();
afterAll(() => imaging.close());

const caller = { windowId: 7 };

/** The handlers over one library; `chosen` is what the next dialog answers. */
async function desk() {
	const folder = await temporaryFolder();
	const library = await openTestLibrary(join(folder.path, "library"), imaging);
	const boards = openBoards(library.folder);
	const references = createReferenceStore({ library, imaging, log: silentLog });
	const portable = createPortableBoards({
		...{ library, boards, references, log: silentLog },
		...{ clock: standingClock(NOON), appVersion: "0.1.0" },
	});
	const told: unknown[] = [];
	const asked: unknown[] = [];
	const state: { chosen: string | undefined } = { chosen: undefined };
	const emit =
		(to: string): Emit =>
		(event, payload) =>
			void told.push([to, event, payload]);
	const incoming = join(folder.path, "incoming.part");
	const handlers = boardsHandlers({
		...{ boards, portable, imaging },
		desktop: {
			chooseNewFile: async (_, file) => {
				asked.push(file);
				return state.chosen;
			},
			pickFile: async (_, kind) => {
				asked.push(kind);
				return state.chosen;
			},
		},
		floating: {
			show: (board) => void told.push(["shown", board]),
			close: (board) => void told.push(["closed", board]),
			setLook: (who, look) => void told.push(["look", who, look]),
		},
		takeIncoming: async () => incoming,
		emit: emit("all"),
		tellOthers: ({ windowId }) => emit(`all but ${windowId}`),
	});
	return {
		...{ handlers, boards, told, asked, state, incoming, folder: folder.path },
		[Symbol.asyncDispose]: async () => {
			await library.close();
			await folder[Symbol.asyncDispose]();
		},
	};
}

const failing = (work: unknown) =>
	Promise.resolve(work).then(
		() => "nothing failed",
		(error: unknown) => AppError.from(error).reason,
	);
const token = IncomingToken.parse("6f9619ff-8b86-4d01-b42d-00cf4fc964ff");

describe("the requests about boards", () => {
	test("tell of a change to the windows that did not make it, and of the list when it looks different", async () => {
		await using house = await desk();
		const { id } = await house.handlers["boards.create"]({ title: "Shoes" }, caller);
		expect(house.told).toMatchObject([["all", "boards.changed", [{ id, title: "Shoes" }]]]);
		house.told.length = 0;
		const change = { put: [aNote()] };
		await house.handlers["boards.change"]({ id, change }, caller);
		expect(house.told).toEqual([["all but 7", "boards.edited", { id, change }]]);
		house.told.length = 0;
		await house.handlers["boards.change"]({ id, change: { title: "Boots" } }, caller);
		expect(house.told).toMatchObject([
			["all but 7", "boards.edited", {}],
			["all", "boards.changed", [{ title: "Boots", items: 1 }]],
		]);
	});

	test("float a board that can be shown, and put its window away with it", async () => {
		await using house = await desk();
		expect(await failing(house.handlers["boards.float"](BoardId.parse(v7()), caller))).toBe(
			"board-not-found",
		);
		const { id } = await house.boards.create("Shoes");
		await house.handlers["boards.float"](id, caller);
		await house.handlers["boards.remove"](id, caller);
		expect(house.told).toEqual([
			["shown", id],
			["all", "boards.changed", []],
			["closed", id],
		]);
	});

	test("export under a name made of the title, and open what was exported", async () => {
		await using house = await desk();
		const { id } = await house.boards.create("Shoes: 1/2");
		expect(await house.handlers["boards.export"](id, caller)).toEqual({ files: 0 });
		expect(house.asked).toEqual([{ name: "Shoes-1-2.seedboard", kind: "seedboard" }]);
		expect(await house.handlers["boards.open"]({}, caller)).toBeNull();
		const path = join(house.folder, "mine.seedboard");
		house.state.chosen = path;
		expect(await house.handlers["boards.export"](id, caller)).toEqual({ path, files: 1 });
		const opened = await house.handlers["boards.open"]({}, caller);
		expect(opened?.title).toBe("Shoes: 1/2");
		expect((await house.handlers["boards.open"]({ path }, caller))?.id).not.toBe(opened?.id);
		expect(await house.boards.list()).toHaveLength(3);
	});

	test("save a picture that was handed over, once it is a PNG, and keep none of it", async () => {
		await using house = await desk();
		const wanted = join(house.folder, "Shoes");
		house.state.chosen = wanted;
		await writeFile(house.incoming, smallPng(3));
		expect(await house.handlers["boards.savePicture"]({ token, name: "Shoes" }, caller)).toEqual({
			path: `${wanted}.png`,
			files: 1,
		});
		expect(await readFile(`${wanted}.png`)).toEqual(smallPng(3));
		expect(house.asked).toEqual([{ name: "Shoes.png", kind: "png" }]);
		const webp = await imaging.thumbnail({ bytes: smallPng(3) }, { maxSide: 100 });
		for (const bytes of [webp, Buffer.from("no picture")]) {
			await writeFile(house.incoming, bytes);
			const saving = house.handlers["boards.savePicture"]({ token, name: "Shoes" }, caller);
			expect(await failing(saving)).toBe("reference-not-a-picture");
		}
		expect(existsSync(house.incoming)).toBe(false);
		expect((await readdir(house.folder)).sort()).toEqual(["Shoes.png", "library"]);
	});
});
