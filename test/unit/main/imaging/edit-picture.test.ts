import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { ReferenceEdit } from "../../../../src/contract/reference-edit.ts";
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

const RED = [200, 30, 40] as const;
const GREEN = [20, 180, 60] as const;
const BLUE = [30, 60, 220] as const;

/** 80 × 60 px: red, green and blue from left to right in parts of 20, 20 and 40. */
function flag() {
	return maker.stripes(80, 60, [
		{ rgb: RED, share: 1 },
		{ rgb: GREEN, share: 1 },
		{ rgb: BLUE, share: 2 },
	]);
}

type Image = ReturnType<typeof flag>;

async function edited(bytes: Uint8Array, edit: Parameters<typeof ReferenceEdit.parse>[0]) {
	const result = await imaging.edit({ bytes }, { edit: ReferenceEdit.parse(edit), name: "a.png" });
	const image = maker.open(result.bytes);
	expect([image.width, image.height]).toEqual([result.width, result.height]);
	return { ...result, image, at: (x: number, y: number) => pixel(image, x, y) };
}

const pixel = (image: Image, x: number, y: number): number[] => image.getpoint(x, y);

/** JPEG gives colours back only nearly. */
function expectNear(pixel: readonly number[], colour: readonly number[], within = 6): void {
	for (const [channel, value] of colour.entries()) {
		expect(Math.abs((pixel[channel] ?? -99) - value), `${pixel} for ${colour}`).toBeLessThan(
			within + 0.5,
		);
	}
}

describe("turning, flipping and cropping", () => {
	test("turns clockwise, then flips, as it is seen", async () => {
		const bytes = flag().pngsaveBuffer();
		const right = await edited(bytes, { turn: 90 });
		expect([right.width, right.height]).toEqual([60, 80]);
		expect([right.at(30, 5), right.at(30, 30), right.at(30, 70)]).toEqual([RED, GREEN, BLUE]);
		const left = await edited(bytes, { turn: 270 });
		expect([left.at(30, 75), left.at(30, 5)]).toEqual([RED, BLUE]);
		const both = await edited(bytes, { turn: 90, flipY: true });
		expect([both.at(30, 75), both.at(30, 5)]).toEqual([RED, BLUE]);
		const mirrored = await edited(bytes, { flipX: true });
		expect([mirrored.at(75, 5), mirrored.at(5, 5)]).toEqual([RED, BLUE]);
	});

	test("crops to the pixel, of the picture as it was turned", async () => {
		const bytes = flag().pngsaveBuffer();
		const part = await edited(bytes, { crop: { x: 0.25, y: 0.5, width: 0.25, height: 0.5 } });
		expect([part.width, part.height]).toEqual([20, 30]);
		expect([part.at(0, 0), part.at(19, 29)]).toEqual([GREEN, GREEN]);
		const turned = await edited(bytes, {
			turn: 90,
			crop: { x: 0, y: 0.25, width: 1, height: 0.25 },
		});
		expect([turned.width, turned.height]).toEqual([60, 20]);
		expect([turned.at(0, 0), turned.at(59, 19)]).toEqual([GREEN, GREEN]);
	});

	test("begins with the picture upright, whatever its EXIF says", async () => {
		const bytes = maker.turned(flag(), 6).jpegsaveBuffer({ Q: 100, subsample_mode: "off" });
		const upright = await edited(bytes, { crop: { x: 0, y: 0, width: 1, height: 0.5 } });
		expect([upright.width, upright.height]).toEqual([60, 40]);
		expectNear(upright.at(30, 5), RED);
		expectNear(upright.at(30, 30), GREEN);
		// Upright for good: nobody turns it once more.
		expect(upright.image.getTypeof("orientation")).toBe(0);
	});

	test("a crop that leaves nothing, or a frame beyond all bounds, is refused in words", async () => {
		const bytes = flag().pngsaveBuffer();
		const none = edited(bytes, { crop: { x: 0.5, y: 0.5, width: 0.001, height: 0.5 } });
		await expect(none).rejects.toMatchObject({
			failure: { reason: "edit-empty", facts: { name: "a.png" } },
		});
		const beyond = edited(bytes, { crop: { x: 1, y: 0, width: 1, height: 1 } });
		await expect(beyond).rejects.toMatchObject({ reason: "edit-empty" });
		const ribbon = maker.plain(12_000, 800).pngsaveBuffer();
		const huge = edited(ribbon, { pad: { ratio: 1 / 16, fill: { kind: "blur" } } });
		await expect(huge).rejects.toMatchObject({
			failure: { reason: "edit-too-large", facts: { limit: "65000 px" } },
		});
		const large = edited(ribbon, { pad: { ratio: 1, fill: { kind: "blur" } } });
		await expect(large).rejects.toMatchObject({
			failure: { reason: "edit-too-large", facts: { limit: "100 MP" } },
		});
	});
});

describe("marks", () => {
	test("a stroke is a line of round ends, full in its middle and smooth at its edge", async () => {
		const bytes = maker.plain(100, 100).pngsaveBuffer();
		const points = [
			{ x: 0.2, y: 0.5 },
			{ x: 0.8, y: 0.5 },
		];
		const { at } = await edited(bytes, {
			marks: [{ kind: "stroke", colour: "#ff8000", width: 0.1, points }],
		});
		const orange = [255, 128, 0];
		const black = [0, 0, 0];
		expect([at(20, 50), at(50, 45), at(50, 54), at(83, 50)]).toEqual([
			orange,
			orange,
			orange,
			orange,
		]);
		expect([at(50, 44), at(50, 55), at(13, 50), at(86, 50)]).toEqual([black, black, black, black]);
		// The corner of the box around the line lies outside its round end.
		expect(at(15, 45)).toEqual(black);
		const [edge = 0] = at(16, 46);
		expect(edge).toBeGreaterThan(10);
		expect(edge).toBeLessThan(245);
	});

	test("an area is half transparent with a full line around it", async () => {
		const bytes = maker.stripes(500, 400, [{ rgb: [0, 0, 100], share: 1 }]).pngsaveBuffer();
		const points = [
			{ x: 0.2, y: 0.25 },
			{ x: 0.8, y: 0.25 },
			{ x: 0.8, y: 0.75 },
			{ x: 0.2, y: 0.75 },
		];
		const { at } = await edited(bytes, { marks: [{ kind: "area", colour: "#ff0000", points }] });
		expect(at(250, 200)).toEqual([128, 0, 50]);
		expect(at(250, 100)).toEqual([255, 0, 0]);
		expect(at(99, 200)).toEqual([255, 0, 0]);
		expect([at(250, 90), at(90, 200), at(410, 310)]).toEqual([
			[0, 0, 100],
			[0, 0, 100],
			[0, 0, 100],
		]);
	});

	test("later marks lie on earlier ones, dots are round, and those outside are not drawn", async () => {
		const bytes = maker.plain(60, 60).pngsaveBuffer();
		const dot = (colour: string, x: number) => ({
			kind: "stroke" as const,
			colour,
			width: 0.5,
			points: [{ x, y: 0.5 }],
		});
		const { at } = await edited(bytes, { marks: [dot("#00ff00", 0.4), dot("#0000ff", 0.6)] });
		expect(at(30, 30)).toEqual([0, 0, 255]);
		expect(at(12, 30)).toEqual([0, 255, 0]);
		expect(at(5, 30)).toEqual([0, 0, 0]);
		expect(at(12, 18)).toEqual([0, 0, 0]);
	});

	test("on a transparent ground a mark is solid and the rest stays transparent", async () => {
		const clear = maker.withAlpha(maker.plain(40, 40), 0);
		const { at, format } = await edited(clear.pngsaveBuffer(), {
			marks: [{ kind: "stroke", colour: "#40c080", width: 0.3, points: [{ x: 0.5, y: 0.5 }] }],
		});
		expect(format).toBe("png");
		expect(at(20, 20)).toEqual([64, 192, 128, 255]);
		expect(at(2, 2)[3]).toBe(0);
		const edge = at(14, 18);
		expect(edge.slice(0, 3)).toEqual([64, 192, 128]);
	});

	test("grey pictures become coloured where they are marked", async () => {
		const grey = maker.plain(40, 40).extractBand(0).copy({ interpretation: "b-w" });
		const { at } = await edited(grey.pngsaveBuffer(), {
			marks: [{ kind: "stroke", colour: "#ff0000", width: 0.2, points: [{ x: 0.5, y: 0.5 }] }],
		});
		expect([at(20, 20), at(1, 1)]).toEqual([
			[255, 0, 0],
			[0, 0, 0],
		]);
	});

	test("the longest marks that the contract lets through are painted in time", async () => {
		const bytes = maker.plain(1200, 900).jpegsaveBuffer();
		const points = Array.from({ length: 5000 }, (_, at) => ({
			x: 0.5 + 0.45 * Math.cos(at / 40) * (at / 5000),
			y: 0.5 + 0.45 * Math.sin(at / 40) * (at / 5000),
		}));
		const marks = Array.from({ length: 6 }, (_, at) =>
			at % 2 === 0
				? { kind: "stroke" as const, colour: "#ff0000", width: 0.02, points }
				: { kind: "area" as const, colour: "#00ff00", points },
		);
		const { at } = await edited(bytes, { marks });
		expect(at(600, 450)[1]).toBeGreaterThan(100);
	}, 30_000);
});

describe("padding", () => {
	test("puts a colour around the picture, which is not scaled", async () => {
		const wide = await edited(flag().pngsaveBuffer(), {
			pad: { ratio: 2, fill: { kind: "colour", colour: "#102030" } },
		});
		expect([wide.width, wide.height]).toEqual([120, 60]);
		expect([wide.at(19, 30), wide.at(20, 30), wide.at(99, 30), wide.at(100, 30)]).toEqual([
			[16, 32, 48],
			RED,
			BLUE,
			[16, 32, 48],
		]);
	});

	test("puts the picture itself behind it, enlarged and blurred", async () => {
		const tall = await edited(flag().pngsaveBuffer(), {
			pad: { ratio: 0.5, fill: { kind: "blur" } },
		});
		expect([tall.width, tall.height]).toEqual([80, 160]);
		expect([tall.at(5, 50), tall.at(70, 109)]).toEqual([RED, BLUE]);
		// Enlarged to 213 px of width, its middle 80 px show the end of the green and the blue.
		expectNear(tall.at(75, 10), BLUE);
		const [, green = 0, blue = 0] = tall.at(2, 150);
		expect(green).toBeGreaterThan(100);
		expect(blue).toBeLessThan(160);
		// Nowhere a hard edge or a dark one.
		for (let x = 1; x < 80; x += 1) {
			const [before, here] = [tall.at(x - 1, 5), tall.at(x, 5)];
			for (const channel of [0, 1, 2]) {
				expect(Math.abs((before[channel] ?? 0) - (here[channel] ?? 0))).toBeLessThan(25);
			}
		}
	});

	test("of one pixel makes a frame of its colour, and keeps what is transparent", async () => {
		const one = maker.stripes(1, 1, [{ rgb: GREEN, share: 1 }]);
		const frame = await edited(one.pngsaveBuffer(), { pad: { ratio: 16, fill: { kind: "blur" } } });
		expect([frame.width, frame.height]).toEqual([16, 1]);
		expectNear(frame.at(0, 0), GREEN, 1);
		const clear = maker.withAlpha(flag(), 0);
		const padded = await edited(clear.pngsaveBuffer(), {
			pad: { ratio: 2, fill: { kind: "colour", colour: "#ffffff" } },
		});
		expect([padded.at(5, 5), padded.at(60, 30)[3]]).toEqual([[255, 255, 255, 255], 0]);
	});
});

describe("the file written", () => {
	const half = { crop: { x: 0, y: 0, width: 0.5, height: 1 } };

	test("is of the original's kind where that loses nothing, and a fine JPEG otherwise", async () => {
		const photo = maker.photo(64, 48);
		const kinds = {
			png: photo.pngsaveBuffer(),
			webp: photo.webpsaveBuffer(),
			jpeg: photo.jpegsaveBuffer(),
			gif: photo.gifsaveBuffer(),
			tiff: photo.tiffsaveBuffer(),
			avif: photo.heifsaveBuffer({ compression: "av1" }),
			clear: maker.withAlpha(photo, 100).heifsaveBuffer({ compression: "av1" }),
		};
		const formats: Record<string, string> = {};
		for (const [kind, bytes] of Object.entries(kinds)) {
			formats[kind] = (await edited(bytes, half)).format;
		}
		expect(formats).toEqual({
			png: "png",
			webp: "webp",
			jpeg: "jpeg",
			gif: "png",
			tiff: "png",
			avif: "jpeg",
			clear: "png",
		});
	});

	test("keeps WebP's transparency and every pixel that is left", async () => {
		const photo = maker.withAlpha(maker.photo(64, 48), 100);
		const bytes = photo.webpsaveBuffer({ lossless: true });
		const { image, format } = await edited(bytes, {
			crop: { x: 0.5, y: 0, width: 0.5, height: 1 },
		});
		expect(format).toBe("webp");
		for (const [x, y] of [
			[0, 0],
			[13, 7],
			[31, 47],
		] as const) {
			expect(pixel(image, x, y)).toEqual(pixel(photo, x + 32, y));
		}
	});

	test("is in sRGB and carries neither a place nor a profile", async () => {
		const inks = flag().colourspace("cmyk").jpegsaveBuffer({ Q: 100, subsample_mode: "off" });
		const rgb = await edited(inks, { flipX: true });
		expect(rgb.image.bands).toBe(3);
		expect(rgb.at(75, 30)[0]).toBeGreaterThan(rgb.at(75, 30)[2] ?? 255);
		expect(rgb.at(5, 30)[2]).toBeGreaterThan(rgb.at(5, 30)[0] ?? 255);
		const placed = maker.withPlace(flag()).jpegsaveBuffer();
		const { image } = await edited(placed, { flipX: true });
		expect(image.getTypeof("exif-data")).toBe(0);
		const wrong = maker.withWrongProfile(flag()).jpegsaveBuffer({ Q: 100, subsample_mode: "off" });
		expectNear((await edited(wrong, { flipX: true })).at(75, 30), RED);
	});

	test("of 16 bits, of a palette and of an animation is the first picture in 8 bits", async () => {
		const deep = await edited(flag().colourspace("rgb16").pngsaveBuffer(), half);
		expect([deep.image.format, deep.at(5, 5)]).toEqual(["uchar", RED]);
		const film = maker.animation([flag(), maker.plain(80, 60)]).gifsaveBuffer();
		const first = await edited(film, half);
		expect([first.width, first.height]).toEqual([40, 60]);
		expectNear(first.at(5, 5), RED, 12);
	});

	test("of a damaged original is none", async () => {
		const bytes = maker.photo(300, 200).jpegsaveBuffer();
		const cut = edited(bytes.subarray(0, bytes.length >> 1), half);
		await expect(cut).rejects.toMatchObject({ reason: "reference-damaged" });
	});
});
