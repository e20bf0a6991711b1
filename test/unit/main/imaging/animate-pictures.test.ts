import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { createImaging } from "../../../../src/main/imaging/imaging-pool.ts";
import { loadVips, type VipsModule } from "../../../../src/main/imaging/vips.ts";
import { animateFiles } from "../../../../src/main/library/export-animation.ts";
import { createPictureMaker, type PictureMaker } from "../../../fixtures/pictures/picture-maker.ts";
import { temporaryFolder } from "../library/test-library.ts";

const workerUrl = new URL("../../../../src/main/imaging/imaging-worker.ts", import.meta.url);
const imaging = createImaging({ workerUrl, maxWorkers: 1 });
let maker: PictureMaker;
let vips: VipsModule;

beforeAll(async () => {
	[maker, vips] = await Promise.all([createPictureMaker(), loadVips({ avif: false })]);
});
afterAll(async () => {
	await imaging.close();
	maker.close();
});

const RED = [220, 20, 20];

function red(width: number, height: number): Uint8Array {
	const plain = vips.Image.black(width, height).newFromImage(RED).copy({ interpretation: "srgb" });
	return plain.pngsaveBuffer();
}

describe("an animation", () => {
	test.each(["webp", "gif"] as const)(
		"as %s has every frame, its pace and no end",
		async (format) => {
			await using folder = await temporaryFolder();
			const shapes = [
				[400, 300],
				[300, 400],
				[200, 150],
				[401, 300],
			] as const;
			const paths: string[] = [];
			for (const [place, [width, height]] of shapes.entries()) {
				const path = join(folder.path, `${place}.png`);
				const bytes = place === 1 ? red(width, height) : maker.photo(width, height).pngsaveBuffer();
				await writeFile(path, bytes);
				paths.push(path);
			}
			const heard: number[] = [];
			const bytes = await animateFiles(
				paths,
				{ format, secondsPerFrame: 0.25, maxSide: 200 },
				{ imaging, signal: new AbortController().signal, progress: (done) => heard.push(done) },
			);
			expect(heard).toEqual([1, 2, 3, 4]);
			const image = vips.Image.newFromBuffer(bytes, "n=-1");
			expect(image.getInt("n-pages")).toBe(4);
			expect([image.width, image.getInt("page-height")]).toEqual([200, 150]);
			expect(Array.from(image.getArrayInt("delay"))).toEqual([250, 250, 250, 250]);
			expect(image.getInt("loop")).toBe(0);
			// The second frame stands upright in the middle, on the colour of the first one's edges.
			const pixel = (x: number, y: number) => Array.from(image.getpoint(x, y)).slice(0, 3);
			const [corner, middle] = [pixel(2, 152), pixel(100, 225)];
			expect(
				pixel(197, 298).map((value, band) => Math.abs(value - (corner[band] ?? 0)) < 12),
			).toEqual([true, true, true]);
			expect(middle.map((value, band) => Math.abs(value - (RED[band] ?? 0)) < 12)).toEqual([
				true,
				true,
				true,
			]);
			image.delete();
		},
	);
});
