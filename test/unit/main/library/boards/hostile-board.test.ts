import { existsSync } from "node:fs";
import { mkdir, readdir, rename, truncate, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { AppError } from "../../../../../src/contract/errors.ts";
import { ReferenceId } from "../../../../../src/contract/ids.ts";
import { silentLog } from "../../../../../src/main/foundation/log.ts";
import { openPortableBoard } from "../../../../../src/main/library/boards/open-portable-board.ts";
import { portableLimits } from "../../../../../src/main/library/boards/portable-board.ts";
import { type Disk, realDisk } from "../../../../../src/main/store/disk.ts";
import { createLibraryFolder } from "../../../../../src/main/store/library-folder.ts";
import { fullDisk } from "../../store/failing-disk.ts";
import { realImaging, smallPng, temporaryFolder, visibleFiles } from "../test-library.ts";
import {
	type BoardPicture,
	boardEntries,
	jsonEntry,
	picturePath,
	renamed,
	resized,
	sha256,
	writeZip,
} from "./board-zip.ts";
import { aBoard, failing, picturesOf, portableHouse, referenceTo } from "./portable-house.ts";
import { aNote, aPicture } from "./test-boards.ts";

const imaging = realImaging();
afterAll(() => imaging.close());
const house = (folder: string, disk?: Disk) => portableHouse(folder, imaging, disk);

describe("a file that says it is a board", () => {
	const picture = (seed: number): BoardPicture => ({
		bytes: smallPng(seed),
		source: referenceTo(smallPng(seed)),
	});

	/** What comes of opening it, and what it leaves in the library. */
	async function opening(write: (path: string) => Promise<void>, limits = portableLimits) {
		await using folder = await temporaryFolder();
		const home = await house(join(folder.path, "home"));
		const path = join(folder.path, "Strange.seedboard");
		await write(path);
		const place = createLibraryFolder(home.library.folder, realDisk);
		const reason = await failing(home.portable.open(path));
		const importPicture = (file: string, name: string) =>
			home.references.importFile(file, { name });
		const opened = await openPortableBoard(path, {
			place,
			disk: realDisk,
			log: silentLog,
			importPicture,
			limits,
		}).catch((error: unknown) => AppError.from(error).reason);
		const files = await visibleFiles(home.library.folder);
		const temporary = await readdir(join(home.library.folder, ".seedcase/incoming")).catch(
			() => [],
		);
		await home.library.close();
		return { reason, opened, files, temporary };
	}

	test.each<readonly [string, string, (path: string) => Promise<void>]>([
		["is not there", "board-file-unreadable", async () => {}],
		["is a folder", "board-file-not-a-board", async (path) => void (await mkdir(path))],
		["is empty", "board-file-not-a-board", (path) => writeFile(path, "")],
		["is a picture", "board-file-not-a-board", (path) => writeFile(path, smallPng())],
		[
			"is any other ZIP",
			"board-file-not-a-board",
			(path) => writeZip(path, [jsonEntry("word/document.xml", 1)]),
		],
		[
			"is of a newer version",
			"board-newer",
			(path) => writeZip(path, boardEntries(aBoard([]), [], { version: 2, layers: [] })),
		],
		[
			"holds a board of a newer version",
			"board-newer",
			(path) => writeZip(path, boardEntries({ ...aBoard([]), version: 2 }, [])),
		],
		[
			"was cut off",
			"board-file-damaged",
			async (path) => {
				await writeZip(path, boardEntries(aBoard([]), [picture(1)]));
				await truncate(path, 2_000);
			},
		],
		[
			"holds numbers no board has",
			"board-file-damaged",
			(path) => writeZip(path, boardEntries(aBoard([{ ...aNote(), x: 1e300 }]), [])),
		],
		[
			"names a file outside of itself",
			"board-file-damaged",
			(path) =>
				writeZip(
					path,
					[
						...boardEntries(aBoard([]), []),
						{ name: "xx/xx/evil.json", content: Buffer.from("{}") },
					],
					renamed("xx/xx/evil.json", "../../evil.json"),
				),
		],
		[
			"wants a picture from outside of its pictures",
			"board-file-damaged",
			(path) =>
				writeZip(
					path,
					boardEntries(aBoard([]), [], {
						pictures: [
							{
								path: "../../../etc/passwd",
								sha256: sha256(smallPng(1)),
								name: "x",
								source: picture(1).source,
							},
						],
					}),
				),
		],
		[
			"names something twice",
			"board-file-damaged",
			(path) =>
				writeZip(
					path,
					[...boardEntries(aBoard([]), []), jsonEntry("hoard.json", aBoard([aNote()]))],
					renamed("hoard.json", "board.json"),
				),
		],
		[
			"says a board larger than it is small",
			"board-file-damaged",
			(path) =>
				writeZip(
					path,
					boardEntries(aBoard([aNote("x".repeat(5_000))]), []),
					resized("board.json", 40),
				),
		],
		[
			"says a board larger than any",
			"board-file-too-large",
			(path) => writeZip(path, boardEntries(aBoard([]), []), resized("board.json", 0x7fff_ffff)),
		],
	])("and %s is refused as %s, and leaves nothing behind", async (_, expected, write) => {
		const { reason, files, temporary } = await opening(write);
		expect(reason).toBe(expected);
		expect(files).toEqual([]);
		expect(temporary).toEqual([]);
	});

	test("and holds more than a board may, unpacked, is refused before it is", async () => {
		const pictures = [picture(1), picture(2)];
		const board = aBoard(pictures.map(({ source }) => aPicture(source)));
		const write = (path: string) => writeZip(path, boardEntries(board, pictures));
		const total = smallPng(1).length + smallPng(2).length - 1;
		expect((await opening(write, { ...portableLimits, total })).opened).toBe(
			"board-file-too-large",
		);
		expect((await opening(write, { ...portableLimits, entries: 3 })).opened).toBe(
			"board-file-too-large",
		);
	});

	test("and has pictures that are bad in any way gives the others, and a place for each", async () => {
		const good = picture(1);
		const missing = picture(2);
		const other = picture(3);
		const noPicture = { bytes: Buffer.from("<svg/>"), source: referenceTo(Buffer.from("<svg/>")) };
		const bomb = { bytes: Buffer.alloc(5_000_000), source: referenceTo(Buffer.alloc(5_000_000)) };
		const pictures = [missing, other, noPicture, bomb, good];
		const board = aBoard(pictures.map(({ source }) => aPicture(source)));
		const entries = boardEntries(board, pictures)
			.filter(({ name }) => name !== picturePath(missing.bytes))
			.map((entry) =>
				entry.name === picturePath(other.bytes) ? { ...entry, content: smallPng(4) } : entry,
			)
			.map((entry) =>
				entry.name === picturePath(bomb.bytes) ? { ...entry, compress: true } : entry,
			);
		const { reason, opened, files, temporary } = await opening((path) =>
			writeZip(path, entries, resized(picturePath(bomb.bytes), 100)),
		);
		expect(reason).toBe("nothing failed");
		expect(opened).toMatchObject({ items: board.items });
		const kept = files.filter((file) => file.startsWith("references/") && !file.endsWith(".json"));
		expect(kept).toEqual([
			`references/${sha256(good.bytes).slice(0, 2)}/${sha256(good.bytes)}.png`,
		]);
		expect(temporary).toEqual([]);
	});

	test("has the names of its pictures and their true size", async () => {
		await using folder = await temporaryFolder();
		const home = await house(join(folder.path, "home"));
		const { source } = picture(1);
		const lying = aPicture(source, { pixels: { width: 999_999, height: 1 } });
		const path = join(folder.path, "a.seedboard");
		await writeZip(path, boardEntries(aBoard([lying]), [picture(1)]));
		const opened = await home.portable.open(path);
		expect(picturesOf(opened)[0]?.pixels).toEqual({ width: 60, height: 40 });
		const id = ReferenceId.parse(sha256(smallPng(1)));
		expect(await home.references.get(id)).toMatchObject({ name: "picture 0.png" });
		await home.library.close();
	});

	test("says what is wrong with the library when that cannot take its pictures", async () => {
		await using folder = await temporaryFolder();
		const disk = fullDisk(2_000);
		const home = await house(join(folder.path, "home"), disk);
		const path = join(folder.path, "a.seedboard");
		await writeZip(path, boardEntries(aBoard([aPicture(picture(1).source)]), [picture(1)]));
		expect(await failing(home.portable.open(path))).toBe("disk-full");
		await rename(home.library.folder, `${home.library.folder}-away`);
		expect(await failing(home.portable.open(path))).toBe("folder-missing");
		expect(existsSync(home.library.folder)).toBe(false);
		await home.library.close();
	});
});
