import { v7 } from "uuid";
import { AccountId, GatewayId, ImageId, JobId } from "../../src/contract/ids.ts";
import { RECIPE_VERSION, type Recipe } from "../../src/contract/library.ts";
import { systemClock } from "../../src/main/foundation/clock.ts";
import { silentLog } from "../../src/main/foundation/log.ts";
import type { Imaging } from "../../src/main/imaging/imaging.ts";
import { createImaging, type ImagingOptions } from "../../src/main/imaging/imaging-pool.ts";
import type { Library } from "../../src/main/library/library.ts";
import { openLibrary } from "../../src/main/library/open-library.ts";

/** The decoders as the app has them, but for what is said. */
export function realImaging(more: Partial<ImagingOptions> = {}): Imaging {
	const workerUrl = new URL("../../src/main/imaging/imaging-worker.ts", import.meta.url);
	return createImaging({ workerUrl, ...more });
}

/** The library as the app has it, its index whole and durable. */
export async function realLibrary(folder: string, imaging: Imaging): Promise<Library> {
	const readerUrl = new URL("../../src/main/store/reader-worker.ts", import.meta.url);
	const library = await openLibrary({
		...{ folder, imaging, readerUrl, clock: systemClock, log: silentLog },
	});
	await library.rebuiltAtOpening;
	return library;
}

/** The recipe of a job that asked for one picture and has none yet, and the id of that picture. */
export function recipeForOne(): { readonly recipe: Recipe; readonly id: ImageId } {
	const id = ImageId.parse(v7());
	const recipe: Recipe = {
		version: RECIPE_VERSION,
		job: JobId.parse(v7()),
		createdAt: Date.now(),
		gateway: GatewayId.parse("demo"),
		gatewayTitle: "Demo",
		modelTitle: "Seedream 4.0",
		accountLabel: "Studio",
		request: {
			account: AccountId.parse(v7()),
			model: "seedream",
			prompt: "fog over a harbour",
			references: [],
			size: { kind: "tier", tier: "2K" },
			mode: "single",
			count: 1,
			extras: {},
		},
		outputs: [{ id, index: 0, state: "pending" }],
		marks: {},
	};
	return { recipe, id };
}
