import { afterAll, beforeAll, expect, test } from "vitest";
import {
	LIKENESS_DUPLICATE,
	LIKENESS_SIMILAR,
	likenessDistance,
	type PictureLook,
	readLook,
} from "../../../../src/contract/picture-look.ts";
import { createImaging } from "../../../../src/main/imaging/imaging-pool.ts";
import { createPictureMaker, type PictureMaker } from "../../../fixtures/pictures/picture-maker.ts";

const workerUrl = new URL("../../../../src/main/imaging/imaging-worker.ts", import.meta.url);
const imaging = createImaging({ workerUrl, maxWorkers: 1 });
let maker: PictureMaker;

beforeAll(async () => {
	maker = await createPictureMaker();
});
afterAll(async () => {
	await imaging.close();
	maker.close();
});

async function lookOf(bytes: Uint8Array): Promise<PictureLook> {
	const { look } = await imaging.inspectWithThumbnail({ bytes }, { maxSide: 512 });
	const read = readLook(look);
	if (read === undefined) throw new Error(`no look: ${look}`);
	return read;
}

test("a picture saved anew as a smaller JPEG is a duplicate of itself, another picture is not alike", async () => {
	const photo = maker.photo(1_200, 800);
	const [one, again, mirrored] = await Promise.all([
		lookOf(photo.pngsaveBuffer()),
		lookOf(photo.resize(0.4).jpegsaveBuffer({ Q: 60 })),
		lookOf(photo.flipHor().pngsaveBuffer()),
	]);
	expect(likenessDistance(one.likeness, again.likeness)).toBeLessThanOrEqual(LIKENESS_DUPLICATE);
	expect(likenessDistance(one.likeness, mirrored.likeness)).toBeGreaterThan(LIKENESS_SIMILAR);
});

test("the look of a kept thumbnail is the look the picture was saved with", async () => {
	const bytes = maker.photo(900, 600).pngsaveBuffer();
	const { thumbnail, look } = await imaging.inspectWithThumbnail({ bytes }, { maxSide: 512 });
	expect(await imaging.look({ bytes: thumbnail })).toBe(look);
});

test("a plain orange picture has one colour, orange, and it is all of it", async () => {
	const { colours } = await lookOf(
		maker.stripes(600, 400, [{ rgb: [255, 136, 0], share: 1 }]).pngsaveBuffer(),
	);
	expect(colours).toHaveLength(1);
	// #ff8800 in Lab with D65 is 68.7, 39.7, 74.4 (Lindbloom's formulas).
	expect(colours[0]?.share).toBe(255);
	expect(Math.abs((colours[0]?.l ?? 0) - 69)).toBeLessThanOrEqual(2);
	expect(Math.abs((colours[0]?.a ?? 0) - 40)).toBeLessThanOrEqual(3);
	expect(Math.abs((colours[0]?.b ?? 0) - 74)).toBeLessThanOrEqual(3);
});

test("a clear and a one-pixel picture have looks too", async () => {
	for (const picture of [maker.withAlpha(maker.plain(64, 64), 0), maker.plain(1, 1)]) {
		const { likeness } = await lookOf(picture.pngsaveBuffer());
		expect(likeness).toEqual([0, 0]);
	}
});
