import { rm } from "node:fs/promises";
import { appError } from "../../../contract/errors.ts";
import type { IncomingToken } from "../../../contract/ids.ts";
import type { Imaging } from "../../imaging/imaging.ts";
import type { Emit } from "../../jobs/job-ports.ts";
import type { BoardStore } from "../../library/boards/board-store.ts";
import { PORTABLE_ENDING } from "../../library/boards/portable-board.ts";
import type { PortableBoards } from "../../library/boards/portable-boards.ts";
import { exportName } from "../../library/export-name.ts";
import type { Desktop, FloatingBoards } from "../desktop.ts";
import type { Caller, HandlersOf } from "../router.ts";

export type BoardsPorts = {
	readonly boards: BoardStore;
	readonly portable: PortableBoards;
	readonly imaging: Pick<Imaging, "inspect">;
	readonly desktop: Pick<Desktop, "chooseNewFile" | "pickFile">;
	readonly floating: FloatingBoards;
	/** Absolute path of what the window handed over; the file is the taker's to remove. */
	readonly takeIncoming: (token: IncomingToken) => Promise<string>;
	readonly emit: Emit;
	/** Tells every window but the caller's own. */
	readonly tellOthers: (caller: Caller) => Emit;
};

/** Where a title has nothing a file could be called by. */
const NAMELESS = "board";

export function boardsHandlers(ports: BoardsPorts): HandlersOf<"boards"> {
	const { boards, portable, desktop, floating, emit, tellOthers } = ports;
	const tellList = async () => {
		try {
			emit("boards.changed", await boards.list());
		} catch {
			// What was asked for is done; whoever asks for the list next is told what is wrong with it.
		}
	};
	/** What changes the list of boards. */
	const listed = async <T>(work: Promise<T>): Promise<T> => {
		const done = await work;
		await tellList();
		return done;
	};
	return {
		"boards.list": async () => [...(await boards.list())],
		"boards.get": (id) => boards.get(id),
		"boards.create": ({ title }) => listed(boards.create(title)),
		"boards.change": async ({ id, change }, caller) => {
			const { renamed } = await boards.change(id, change);
			tellOthers(caller)("boards.edited", { id, change });
			if (renamed) await tellList();
		},
		"boards.duplicate": ({ id, title }) => listed(boards.duplicate(id, title)),
		"boards.remove": async (id) => {
			await listed(boards.remove(id));
			floating.close(id);
		},
		"boards.restore": (id) => listed(boards.restore(id)),
		"boards.export": async (id, caller) => {
			const board = await boards.get(id);
			const name = `${exportName(board.title, NAMELESS)}.${PORTABLE_ENDING}`;
			const chosen = await desktop.chooseNewFile(caller, { name, kind: PORTABLE_ENDING });
			if (chosen === undefined) return { files: 0 };
			const { path } = await portable.export(board, chosen);
			return { path, files: 1 };
		},
		"boards.open": async ({ path }, caller) => {
			const chosen = path ?? (await desktop.pickFile(caller, PORTABLE_ENDING));
			return chosen === undefined ? null : listed(portable.open(chosen));
		},
		"boards.savePicture": (picture, caller) => savePicture(picture, caller, ports),
		"boards.float": async (id) => {
			// Says what is wrong with the board here, where it was asked for.
			await boards.get(id);
			floating.show(id);
		},
		"boards.floatLook": (look, caller) => floating.setLook(caller, look),
	};
}

async function savePicture(
	{ token, name }: { readonly token: IncomingToken; readonly name: string },
	caller: Caller,
	{ portable, imaging, desktop, takeIncoming }: BoardsPorts,
) {
	const file = await takeIncoming(token);
	try {
		const { format } = await imaging.inspect({ path: file }, { name });
		if (format !== "png") throw appError("reference-not-a-picture", { name });
		const wanted = { name: `${exportName(name, NAMELESS)}.png`, kind: "png" } as const;
		const chosen = await desktop.chooseNewFile(caller, wanted);
		if (chosen === undefined) return { files: 0 };
		return { path: await portable.savePicture(file, chosen), files: 1 };
	} finally {
		// Should it stay, the next start sweeps it away.
		await rm(file, { force: true }).catch(() => {});
	}
}
