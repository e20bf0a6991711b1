import { chmodSync, mkdtempSync, rmSync, truncateSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { createImaging } from "../../../../src/main/imaging/imaging-pool.ts";
import {
	createPictureMaker,
	type PictureMaker,
	pngBomb,
} from "../../../fixtures/pictures/picture-maker.ts";

const workerUrl = new URL("../../../../src/main/imaging/imaging-worker.ts", import.meta.url);
const folder = mkdtempSync(join(tmpdir(), "seedcase-imaging-"));
const imaging = createImaging({ workerUrl, maxWorkers: 1 });
let maker: PictureMaker;

beforeAll(async () => {
	maker = await createPictureMaker();
});
afterAll(async () => {
	await imaging.close();
	maker.close();
	rmSync(folder, { recursive: true, force: true });
});

function inFolder(name: string, bytes: Uint8Array | string): { path: string } {
	const path = join(folder, name);
	writeFileSync(path, bytes);
	return { path };
}

const text = (words: string) => new TextEncoder().encode(words);

/** Every kind the app reads, 300 × 200. */
function everyKind(): Record<string, Uint8Array> {
	const photo = maker.photo(300, 200);
	return {
		png: photo.pngsaveBuffer(),
		"interlaced png": photo.pngsaveBuffer({ interlace: true }),
		jpeg: photo.jpegsaveBuffer({ Q: 90 }),
		"progressive jpeg": photo.jpegsaveBuffer({ interlace: true }),
		webp: photo.webpsaveBuffer(),
		"lossless webp": photo.webpsaveBuffer({ lossless: true }),
		gif: photo.gifsaveBuffer(),
		tiff: photo.tiffsaveBuffer(),
		"deflated tiff": photo.tiffsaveBuffer({ compression: "deflate" }),
		avif: photo.heifsaveBuffer({ compression: "av1" }),
	};
}

async function worksStill(): Promise<void> {
	const bytes = maker.photo(20, 10).pngsaveBuffer();
	expect(await imaging.inspect({ bytes })).toMatchObject({ width: 20, height: 10 });
}

describe("inspect", () => {
	test("every kind is known by its content, whatever its name says", async () => {
		for (const [kind, bytes] of Object.entries(everyKind())) {
			const facts = await imaging.inspect(inFolder("holiday.txt", bytes));
			const format = kind.split(" ").at(-1);
			expect(facts, kind).toEqual({ width: 300, height: 200, format, bytes: bytes.length });
		}
	});

	test("a file cut short anywhere is found out", async () => {
		for (const [kind, bytes] of Object.entries(everyKind())) {
			// A GIF may lack its last byte, which says only that no more pictures follow.
			const cuts = [2, 13, 60, bytes.length / 3, bytes.length / 2, bytes.length - 40].map(
				Math.floor,
			);
			for (const missing of cuts) {
				const cut = inspectCut(bytes.subarray(0, bytes.length - missing));
				await expect(cut, `${kind} without ${missing}`).rejects.toMatchObject({
					failure: { reason: "reference-damaged", facts: { name: "half.png" } },
				});
			}
		}
		await worksStill();

		function inspectCut(bytes: Uint8Array) {
			return imaging.inspect({ bytes }, { name: "half.png" });
		}
	});

	test("a damaged byte in the middle of a PNG is found out", async () => {
		const bytes = maker.photo(300, 200).pngsaveBuffer();
		bytes[bytes.length >> 1] = (bytes[bytes.length >> 1] ?? 0) ^ 0x5a;
		await expect(imaging.inspect({ bytes })).rejects.toMatchObject({ reason: "reference-damaged" });
	});

	test("sizes are those of the upright picture", async () => {
		for (const orientation of [1, 2, 3, 4, 5, 6, 7, 8]) {
			const bytes = maker.turned(maker.photo(30, 20), orientation).jpegsaveBuffer();
			const upright = orientation < 5 ? { width: 30, height: 20 } : { width: 20, height: 30 };
			expect(await imaging.inspect({ bytes })).toMatchObject(upright);
		}
	});

	test("odd pictures are pictures: one pixel, a ribbon, grey, 16 bits, a palette, printing inks", async () => {
		const photo = maker.photo(64, 48);
		const odd = {
			pixel: maker.photo(1, 1).pngsaveBuffer(),
			ribbon: maker.photo(30_000, 10).pngsaveBuffer(),
			grey: photo.extractBand(0).copy({ interpretation: "b-w" }).jpegsaveBuffer(),
			deep: photo.colourspace("rgb16").pngsaveBuffer(),
			palette: photo.pngsaveBuffer({ palette: true }),
			inks: photo.colourspace("cmyk").jpegsaveBuffer(),
			clear: maker.withAlpha(photo, 100).webpsaveBuffer(),
		};
		for (const [name, bytes] of Object.entries(odd)) {
			const { facts, thumbnail } = await imaging.inspectWithThumbnail(
				{ bytes },
				{ maxSide: 32, name },
			);
			expect(facts.width, name).toBeGreaterThan(0);
			const small = maker.open(thumbnail);
			expect(Math.max(small.width, small.height), name).toBe(Math.min(32, facts.width));
		}
	});

	test("a colour profile that does not belong to the picture harms nothing", async () => {
		const bytes = maker.withWrongProfile(maker.photo(64, 48)).jpegsaveBuffer();
		expect(await imaging.inspect({ bytes })).toMatchObject({ width: 64, height: 48 });
	});

	test("what is no picture is refused by its content", async () => {
		const strangers = {
			"page.png": text("<!doctype html><html><body>404</body></html>"),
			"page with a drawing.svg": text("<!doctype html><html><svg width='9' height='9'/></html>"),
			"map.ppm": text("P6\n1 1\n255\nabc"),
			"words.jpg": text("Hello"),
			"old.bmp": text("BM\0\0\0\0\0\0\0\0\0\0\0\0"),
			"film.mp4": text("\0\0\0\x18ftypisom\0\0\0\0isommp42"),
		};
		for (const [name, bytes] of Object.entries(strangers)) {
			await expect(imaging.inspect(inFolder(name, bytes)), name).rejects.toMatchObject({
				failure: { reason: "reference-not-a-picture", facts: { name } },
			});
		}
		await worksStill();
	});

	test("what other programs are for is refused in words of its own", async () => {
		const svg = '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>';
		const preamble = '<?xml version="1.0"?>\n<!-- Generator: Adobe Illustrator -->\n';
		const doctype = '<!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "svg11.dtd">';
		const small = maker.photo(60, 40).tiffsaveBuffer();
		const kinds: readonly (readonly [string, Uint8Array, string])[] = [
			["IMG_1.HEIC", text("\0\0\0\x18ftypmif1\0\0\0\0mif1heic"), "heic"],
			["plain.svg", text(svg), "svg"],
			["bare.svg", text("<svg/>"), "svg"],
			["signed.svg", text(`\uFEFF${preamble}${svg}`), "svg"],
			["long.svg", text(`${preamble}${doctype}<!--${" ".repeat(2_000)}-->${svg}`), "svg"],
			["layers.psd", text("8BPS\0\x01\0\0\0\0\0\0\0\x03"), "psd"],
			["paper.pdf", text("%PDF-1.7\n"), "pdf"],
			["logo.ai", text("%PDF-1.5\n%AI12"), "pdf"],
			["logo.eps", text("%!PS-Adobe-3.0 EPSF-3.0"), "pdf"],
			["photo.cr2", text("II*\0\x10\0\0\0CR\x02\0"), "raw"],
			["photo.cr3", text("\0\0\0\x18ftypcrx \0\0\0\x01crx isom"), "raw"],
			["photo.raf", text("FUJIFILMCCD-RAW 0201"), "raw"],
			["photo.nef", withDirectoryFirst(small, 1), "raw"],
			// One of several pages is what it seems; this one lacks its pixels.
			["page.tif", withDirectoryFirst(small, 2), "damaged"],
		];
		for (const [name, bytes, kind] of kinds) {
			await expect(imaging.inspect(inFolder(name, bytes)), name).rejects.toMatchObject({
				failure: { reason: `reference-${kind}`, facts: { name } },
			});
		}
		await worksStill();

		/** @param kind bits of NewSubfileType: 1 a small version of another picture, 2 a page */
		function withDirectoryFirst(tiff: Uint8Array, kind: number): Uint8Array {
			const view = new DataView(tiff.buffer, tiff.byteOffset, tiff.byteLength);
			const at = view.getUint32(4, true);
			const directory = tiff.slice(at, at + 2 + view.getUint16(at, true) * 12 + 4);
			const entry = Uint8Array.from([254, 0, 4, 0, 1, 0, 0, 0, kind, 0, 0, 0]);
			return Uint8Array.from([...tiff.slice(0, 4), 8, 0, 0, 0, 1, 0, ...entry, ...directory]);
		}
	});

	test("an empty file is damaged, a missing one gone, a folder no picture", async () => {
		const empty = imaging.inspect(inFolder("empty.png", ""));
		await expect(empty).rejects.toMatchObject({ reason: "reference-damaged" });
		const missing = imaging.inspect({ path: join(folder, "gone.png") });
		await expect(missing).rejects.toMatchObject({
			failure: { reason: "reference-gone", facts: { name: "gone.png" } },
		});
		const inside = imaging.inspect({ path: join(folder, "empty.png", "x.png") });
		await expect(inside).rejects.toMatchObject({ reason: "reference-gone" });
		const directory = imaging.inspect({ path: folder });
		await expect(directory).rejects.toMatchObject({ reason: "reference-not-a-picture" });
		await worksStill();
	});

	// Root may read everything, and Windows has no such bits.
	test.skipIf(process.getuid === undefined || process.getuid() === 0)(
		"a file that may not be read is said to be so",
		async () => {
			const secret = inFolder("secret.png", maker.photo(9, 9).pngsaveBuffer());
			chmodSync(secret.path, 0);
			await expect(imaging.inspect(secret)).rejects.toMatchObject({
				reason: "reference-unreadable",
			});
		},
	);

	test("a decompression bomb is refused by its header, with the figures", async () => {
		await expect(imaging.inspect({ bytes: pngBomb(60_000, 60_000) })).rejects.toMatchObject({
			failure: {
				reason: "reference-too-large",
				facts: { name: "picture", have: "60000 × 60000 px (3600 MP)", limit: "200 MP" },
			},
		});
		await expect(imaging.inspect({ bytes: pngBomb(70_000, 10) })).rejects.toMatchObject({
			failure: {
				reason: "reference-too-large",
				facts: { have: "70000 × 10 px", limit: "65000 px" },
			},
		});
		for (const [width, height] of [
			[2_000_000_000, 2_000_000_000],
			[0, 5],
		] as const) {
			await expect(imaging.inspect({ bytes: pngBomb(width, height) })).rejects.toMatchObject({
				reason: "reference-damaged",
			});
		}
		await worksStill();
	});

	test("a file of more than 200 MB is refused unread", async () => {
		const large = inFolder("large.jpg", maker.photo(9, 9).jpegsaveBuffer());
		truncateSync(large.path, 200_000_001);
		await expect(imaging.inspect(large)).rejects.toMatchObject({
			failure: { reason: "reference-too-large", facts: { have: "201 MB", limit: "200 MB" } },
		});
	});
});

describe("thumbnail", () => {
	test("it is an upright WebP within the box, and small pictures are not enlarged", async () => {
		const lying = maker.turned(maker.photo(400, 200), 6).jpegsaveBuffer();
		const thumbnail = await imaging.thumbnail({ bytes: lying }, { maxSide: 100 });
		expect(maker.open(thumbnail)).toMatchObject({ width: 50, height: 100 });
		expect(Buffer.from(thumbnail).toString("latin1", 8, 12)).toBe("WEBP");
		const tiny = maker.photo(5, 4).pngsaveBuffer();
		const same = await imaging.thumbnail({ bytes: tiny }, { maxSide: 100 });
		expect(maker.open(same)).toMatchObject({ width: 5, height: 4 });
	});

	test("an animation gives its first frame", async () => {
		const red = maker.stripes(20, 20, [{ rgb: [255, 0, 0], share: 1 }]);
		const blue = maker.stripes(20, 20, [{ rgb: [0, 0, 255], share: 1 }]);
		const animation = maker.animation([red, blue]);
		for (const bytes of [animation.gifsaveBuffer(), animation.webpsaveBuffer({ lossless: true })]) {
			const { facts } = await imaging.inspectWithThumbnail({ bytes }, { maxSide: 20 });
			expect(facts).toMatchObject({ width: 20, height: 20 });
			expect(await imaging.palette({ bytes }, { count: 3 })).toEqual(["#ff0000"]);
		}
	});

	test("half a picture gives no thumbnail", async () => {
		const bytes = maker.photo(300, 200).jpegsaveBuffer();
		const half = { bytes: bytes.subarray(0, bytes.length / 2) };
		await expect(imaging.thumbnail(half, { maxSide: 50 })).rejects.toMatchObject({
			reason: "reference-damaged",
		});
	});

	test("the caller's bytes stay the caller's", async () => {
		const bytes = maker.photo(30, 20).pngsaveBuffer();
		const before = bytes.slice();
		await imaging.thumbnail({ bytes }, { maxSide: 16 });
		expect(bytes).toEqual(before);
	});
});

describe("palette", () => {
	test("the main colours come in the order of their presence, always the same", async () => {
		const bytes = maker
			.stripes(64, 64, [
				{ rgb: [200, 40, 30], share: 20 },
				{ rgb: [20, 60, 120], share: 34 },
				{ rgb: [240, 230, 210], share: 10 },
			])
			.pngsaveBuffer();
		const palette = await imaging.palette({ bytes }, { count: 3 });
		expect(palette).toEqual(["#143c78", "#c8281e", "#f0e6d2"]);
		expect(await imaging.palette({ bytes }, { count: 3 })).toEqual(palette);
	});

	test("what is wholly transparent has no colours, and grey ones are colours", async () => {
		const clear = maker.withAlpha(maker.photo(20, 20), 0).pngsaveBuffer();
		expect(await imaging.palette({ bytes: clear }, { count: 4 })).toEqual([]);
		const grey = maker.stripes(20, 20, [{ rgb: [128, 128, 128], share: 1 }]).extractBand(0);
		const bytes = grey.copy({ interpretation: "b-w" }).pngsaveBuffer();
		expect(await imaging.palette({ bytes }, { count: 4 })).toEqual(["#808080"]);
	});
});
