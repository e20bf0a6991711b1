import { mkdtempSync, rmSync, statfsSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** Linux keeps what lies here in memory. */
const IN_MEMORY = "/dev/shm";
/** All tests together leave less than a quarter of this. */
const ROOM_BYTES = 2 * 1024 ** 3;

/**
 * Gives a run of tests a folder of its own for everything they write, and takes it away at the end:
 * in memory where there is room, since the tests wait for the disk longer than for anything else,
 * and a busy disk makes them slow at random. An own `TMPDIR` is respected. Both runners call this
 * before they start processes, which inherit it.
 * @returns what removes the folder; nothing when the run has one already
 */
// biome-ignore lint/style/noDefaultExport: both runners look for it there
export default function giveRoom(): (() => void) | undefined {
	if (process.env.SEEDCASE_TEST_ROOM !== undefined) return undefined;
	const parent = process.env.TMPDIR === undefined && hasRoom() ? IN_MEMORY : tmpdir();
	const room = mkdtempSync(join(parent, "seedcase-tests-"));
	Object.assign(process.env, { SEEDCASE_TEST_ROOM: room, TMPDIR: room, TEMP: room, TMP: room });
	return () => rmSync(room, { recursive: true, force: true, maxRetries: 20 });
}

function hasRoom(): boolean {
	if (process.platform !== "linux") return false;
	try {
		const { bavail, bsize } = statfsSync(IN_MEMORY);
		return bavail * bsize >= ROOM_BYTES;
	} catch {
		return false;
	}
}
