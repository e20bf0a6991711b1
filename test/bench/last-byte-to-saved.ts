import { createHash } from "node:crypto";
import { mkdir, open } from "node:fs/promises";
import { join } from "node:path";
import { THUMBNAIL_SIDE } from "../../src/main/store/thumbnail-cache.ts";
import { realImaging, realLibrary, recipeForOne } from "./bench-services.ts";
import type { Benchmark } from "./benchmark.ts";
import { interleave, result, timed } from "./measure.ts";
import { photoPng } from "./photo-png.ts";
import { temporaryFolder } from "./temporary-folder.ts";

/**
 * A 2K PNG from its last byte to *saved*, against writing a file, fsyncing it and making one
 * thumbnail, by the same decoder in the same warm worker. Ours writes and fsyncs first as well: that
 * is how a download hands a picture over.
 */
export const lastByteToSaved: Benchmark = {
	name: "last-byte-to-saved",
	compares: "write a 2K PNG, fsync, saveOutput / write, fsync, one thumbnail",
	run: async (say) => {
		await using folder = await temporaryFolder();
		const imaging = realImaging({ maxWorkers: 1 });
		const library = await realLibrary(join(folder.path, "library"), imaging);
		const bytes = photoPng({ width: 2048, height: 2048 });
		say(`the PNG has ${(bytes.length / 1e6).toFixed(1)} MB`);
		const sha256 = createHash("sha256").update(bytes).digest("hex");
		const floorFolder = join(folder.path, "floor");
		await mkdir(floorFolder);

		const medians = await interleave({
			ours: async () => {
				const { recipe, id } = recipeForOne();
				const path = await library.incomingPath(id);
				return timed(async () => {
					await writeSynced(path, bytes);
					const output = { id, index: 0 };
					await library.saveOutput({ recipe, output, bytes: bytes.length, sha256 });
				});
			},
			floor: (round) => {
				const path = join(floorFolder, `${round}.png`);
				return timed(async () => {
					await writeSynced(path, bytes);
					await imaging.thumbnail({ path }, { maxSide: THUMBNAIL_SIDE });
				});
			},
			rounds: 40,
			warmUps: 3,
		});
		await library.close();
		await imaging.close();
		return [result("last-byte-to-saved", medians, { goal: 1.3 })];
	},
};

async function writeSynced(path: string, bytes: Buffer): Promise<void> {
	const file = await open(path, "w");
	await file.writeFile(bytes);
	await file.sync();
	await file.close();
}
