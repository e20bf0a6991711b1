import { v7 } from "uuid";
import {
	BOARD_VERSION,
	type BoardDocument,
	type PictureItem,
	type PictureSource,
} from "../../../../../src/contract/board.ts";
import { AppError } from "../../../../../src/contract/errors.ts";
import { BoardId, ReferenceId } from "../../../../../src/contract/ids.ts";
import { silentLog } from "../../../../../src/main/foundation/log.ts";
import type { Imaging } from "../../../../../src/main/imaging/imaging.ts";
import { createPortableBoards } from "../../../../../src/main/library/boards/portable-boards.ts";
import { createReferenceStore } from "../../../../../src/main/references/reference-store.ts";
import type { Disk } from "../../../../../src/main/store/disk.ts";
import { NOON, openTestLibrary, standingClock } from "../test-library.ts";
import { sha256 } from "./board-zip.ts";
import { openBoards } from "./test-boards.ts";

/** Everything boards need of one library. */
export async function portableHouse(folder: string, imaging: Imaging, disk?: Disk) {
	const library = await openTestLibrary(folder, imaging, disk && { disk });
	const references = createReferenceStore({
		library,
		imaging,
		log: silentLog,
		...(disk && { disk }),
	});
	const boards = openBoards(folder, disk);
	const portable = createPortableBoards({
		...{ library, references, boards, log: silentLog },
		...{ clock: standingClock(NOON), appVersion: "0.1.0" },
		...(disk && { disk }),
	});
	return { library, references, boards, portable };
}

/** The reason of a failure. */
export const failing = (work: Promise<unknown>) =>
	work.then(
		() => "nothing failed",
		(error: unknown) => AppError.from(error).reason,
	);

export const picturesOf = ({ items }: BoardDocument) =>
	items.filter((item): item is PictureItem => item.kind === "picture");

export const referenceTo = (bytes: Uint8Array): PictureSource => ({
	kind: "reference",
	id: ReferenceId.parse(sha256(bytes)),
});

export function aBoard(
	items: BoardDocument["items"],
	more: Partial<BoardDocument> = {},
): BoardDocument {
	const id = BoardId.parse(v7());
	const times = { createdAt: NOON, changedAt: NOON };
	return { version: BOARD_VERSION, id, title: "Shoes", ...times, items, links: [], ...more };
}
