import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { createImaging } from "../../../../src/main/imaging/imaging-pool.ts";
import { createPictureMaker, type PictureMaker } from "../../../fixtures/pictures/picture-maker.ts";

/** Files from 12 MB on are not read whole. */
const LARGE_BYTES = 12_500_000;
const workerUrl = new URL("../../../../src/main/imaging/imaging-worker.ts", import.meta.url);
const folder = mkdtempSync(join(tmpdir(), "seedcase-large-"));
const imaging = createImaging({ workerUrl, maxWorkers: 1 });
let maker: PictureMaker;

beforeAll(async () => {
	maker = await createPictureMaker();
	const photo = maker.photo(2400, 1800);
	const pictures: Record<string, Uint8Array> = {
		png: photo.pngsaveBuffer({ compression: 0 }),
		jpeg: withComments(photo.jpegsaveBuffer({ Q: 90 })),
		"progressive jpeg": withComments(photo.jpegsaveBuffer({ Q: 90, interlace: true })),
	};
	for (const [kind, bytes] of Object.entries(pictures)) {
		expect(bytes.length).toBeGreaterThan(LARGE_BYTES);
		writeFileSync(join(folder, kind), bytes);
	}
});
afterAll(async () => {
	await imaging.close();
	maker.close();
	rmSync(folder, { recursive: true, force: true });
});

/** A JPEG made long by comments after its first marker. */
function withComments(jpeg: Uint8Array): Uint8Array {
	const comment = Buffer.alloc(65_535);
	comment.set([0xff, 0xfe, 0xff, 0xfd]);
	const count = Math.ceil(LARGE_BYTES / comment.length);
	return Buffer.concat([
		jpeg.subarray(0, 2),
		...Array.from({ length: count }, () => comment),
		jpeg.subarray(2),
	]);
}

const kinds = ["png", "jpeg", "progressive jpeg"] as const;
const bytesOf = (kind: string) => readFileSync(join(folder, kind));
const fileOf = (kind: string) => ({ path: join(folder, kind) });

test.each(kinds)("a large %s gives the same from its file as from memory", async (kind) => {
	const inMemory = await imaging.inspectWithThumbnail({ bytes: bytesOf(kind) }, { maxSide: 256 });
	const fromFile = await imaging.inspectWithThumbnail(fileOf(kind), { maxSide: 256 });
	expect(fromFile.facts).toEqual(inMemory.facts);
	expect(fromFile.facts).toMatchObject({ width: 2400, height: 1800 });
	expect(Buffer.compare(fromFile.thumbnail, inMemory.thumbnail)).toBe(0);
});

test.each(kinds)("a large %s cut short anywhere is found out", async (kind) => {
	const bytes = bytesOf(kind);
	const path = join(folder, "half");
	for (const missing of [2, 60, 1_000, 70_000]) {
		writeFileSync(path, bytes.subarray(0, bytes.length - missing));
		await expect(imaging.inspect({ path }), `without ${missing}`).rejects.toMatchObject({
			failure: { reason: "reference-damaged", facts: { name: "half" } },
		});
	}
	expect(await imaging.inspect(fileOf(kind))).toMatchObject({ width: 2400 });
});

test("a damaged byte deep inside a large PNG is found out", async () => {
	const bytes = bytesOf("png");
	const at = Math.floor(bytes.length * 0.7);
	bytes[at] = (bytes[at] ?? 0) ^ 0xff;
	const path = join(folder, "damaged");
	writeFileSync(path, bytes);
	await expect(imaging.inspect({ path })).rejects.toMatchObject({
		failure: { reason: "reference-damaged" },
	});
});

const rules = {
	max: 1,
	formats: ["jpeg", "png"] as ("jpeg" | "png")[],
	maxBytes: 50_000_000,
	maxPixels: 36_000_000,
	minSide: 15,
	minRatio: 1 / 16,
	maxRatio: 16,
	by: ["inline"] as "inline"[],
};

test("a large file that fits as it is comes back byte for byte", async () => {
	const fitted = await imaging.fit(fileOf("png"), { rules, gateway: "Testgate" });
	expect(fitted.steps).toEqual([]);
	expect(Buffer.compare(fitted.bytes, bytesOf("png"))).toBe(0);
});

test("a large file that does not fit is made to, and its colours are read", async () => {
	const small = { ...rules, maxBytes: 1_000_000, maxPixels: 1_000_000 };
	const fitted = await imaging.fit(fileOf("jpeg"), { rules: small, gateway: "Testgate" });
	expect(fitted.bytes.length).toBeLessThanOrEqual(small.maxBytes);
	expect(fitted.width * fitted.height).toBeLessThanOrEqual(small.maxPixels);
	const fromFile = await imaging.palette(fileOf("jpeg"), { count: 3 });
	expect(fromFile).toEqual(await imaging.palette({ bytes: bytesOf("jpeg") }, { count: 3 }));
});
