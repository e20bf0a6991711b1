import { randomUUID } from "node:crypto";
import { z } from "zod";
import { MirrorSettings } from "../../contract/mirror.ts";

/** The mirror of one library folder; another folder, or another library in this one, has none of it. */
const MirrorRecord = z.object({
	/** Absolute. */
	folder: z.string(),
	/** The library that lay there when the mirror was set up. */
	library: z.uuid(),
	/** Names this mirror in the bucket, apart from those of other computers. */
	mirror: z.uuid(),
	settings: MirrorSettings,
});
export type MirrorRecord = z.infer<typeof MirrorRecord>;

/** Where records are kept; what comes out of it is not trusted. */
export type MirrorFile = {
	readonly read: () => unknown;
	readonly write: (records: readonly MirrorRecord[]) => void;
};

export type MirrorBook = ReturnType<typeof createMirrorBook>;

/** Which library folders are mirrored, and where to. */
export function createMirrorBook(file: MirrorFile) {
	const all = () => recordsIn(file);
	return {
		/** @param library the id of what lies in the folder now */
		find: (folder: string, library: string | undefined): MirrorRecord | undefined =>
			all().find((record) => record.folder === folder && record.library === library),
		save: (folder: string, library: string, settings: MirrorSettings): MirrorRecord => {
			const before = all().find((record) => record.folder === folder && record.library === library);
			const mirror = before?.mirror ?? randomUUID();
			const record = { folder, library, mirror, settings };
			file.write([...all().filter((other) => other.folder !== folder), record]);
			return record;
		},
		remove: (folder: string): void =>
			file.write(all().filter((record) => record.folder !== folder)),
	};
}

/** A library lies somewhere else from now on: its mirror goes on from there, and not from the old folder. */
export function moveMirror(file: MirrorFile, from: string, to: string): void {
	const all = recordsIn(file);
	const mine = all.find(({ folder }) => folder === from);
	if (mine === undefined) return;
	const others = all.filter(({ folder }) => folder !== from && folder !== to);
	file.write([...others, { ...mine, folder: to }]);
}

function recordsIn(file: MirrorFile): readonly MirrorRecord[] {
	const rows = z.array(z.unknown()).safeParse(file.read() ?? []).data ?? [];
	return rows.flatMap((row) => MirrorRecord.safeParse(row).data ?? []);
}
