import { createHash } from "node:crypto";
import { existsSync } from "node:fs";
import { mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { v7 } from "uuid";
import { AccountId, GatewayId, ImageId, JobId } from "../../../../src/contract/ids.ts";
import { RECIPE_VERSION, type Recipe } from "../../../../src/contract/library.ts";
import type { Clock } from "../../../../src/main/foundation/clock.ts";
import { silentLog } from "../../../../src/main/foundation/log.ts";
import type { Imaging } from "../../../../src/main/imaging/imaging.ts";
import { createImaging } from "../../../../src/main/imaging/imaging-pool.ts";
import type { Library, LibraryOptions } from "../../../../src/main/library/library.ts";
import { openLibrary } from "../../../../src/main/library/open-library.ts";
import type { SaveRequest } from "../../../../src/main/library/save-output.ts";
import { gradientPng } from "../../../simulator/png.ts";

const account = AccountId.parse(v7());

/** The real decoders, as the app has them. */
export function realImaging(): Imaging {
	return createImaging({
		workerUrl: new URL("../../../../src/main/imaging/imaging-worker.ts", import.meta.url),
	});
}

/** A new folder for one test, and the end of it. */
export async function temporaryFolder(): Promise<AsyncDisposable & { readonly path: string }> {
	const path = await mkdtemp(join(tmpdir(), "seedcase-library-"));
	return {
		path,
		[Symbol.asyncDispose]: () => rm(path, { recursive: true, force: true, maxRetries: 3 }),
	};
}

/** A clock that stands where it is put. */
export function standingClock(now: number): Clock & { set: (now: number) => void } {
	let at = now;
	return {
		now: () => at,
		sleep: async () => {},
		set: (next) => {
			at = next;
		},
	};
}

export const NOON = new Date(2026, 10, 21, 12, 0, 0).getTime();

export async function openTestLibrary(
	folder: string,
	imaging: Imaging,
	more: Partial<LibraryOptions> = {},
): Promise<Library> {
	return openLibrary({ folder, imaging, clock: standingClock(NOON), log: silentLog, ...more });
}

/** The recipe of a job that asked for `count` pictures and has none yet. */
export function newRecipe(
	prompt = "Neon panda",
	options: { readonly count?: number; readonly createdAt?: number } = {},
): Recipe {
	const { count = 3, createdAt = NOON } = options;
	return {
		version: RECIPE_VERSION,
		job: JobId.parse(v7({ msecs: createdAt })),
		createdAt,
		gateway: GatewayId.parse("demo"),
		gatewayTitle: "Demo",
		modelTitle: "Seedream 4.0",
		accountLabel: "Studio",
		request: {
			account,
			model: "seedream",
			prompt,
			references: [],
			size: { kind: "tier", tier: "2K" },
			mode: "set",
			count,
			extras: {},
		},
		outputs: Array.from({ length: count }, (_, index) => ({
			id: ImageId.parse(v7()),
			index,
			state: "pending" as const,
		})),
		marks: {},
	};
}

/** Small, and different for every seed. */
export const smallPng = (seed = 0): Buffer => gradientPng({ width: 60, height: 40, seed });

/** Puts bytes where a download would, and gives what saving them takes. */
export async function deliver(
	library: Pick<Library, "incomingPath">,
	recipe: Recipe,
	index: number,
	bytes: Uint8Array = smallPng(index),
): Promise<SaveRequest> {
	const output = recipe.outputs[index];
	if (output === undefined) throw new Error(`The job asked for no picture ${index}.`);
	await writeFile(await library.incomingPath(output.id), bytes);
	return {
		recipe,
		output: { id: output.id, index },
		bytes: bytes.byteLength,
		sha256: createHash("sha256").update(bytes).digest("hex"),
	};
}

/** Delivers and saves. */
export async function save(library: Library, recipe: Recipe, index: number, bytes?: Uint8Array) {
	return library.saveOutput(await deliver(library, recipe, index, bytes));
}

/** Everything a person sees in the folder: paths with `/`, sorted. */
export async function visibleFiles(folder: string): Promise<string[]> {
	if (!existsSync(folder)) return [];
	const entries = await readdir(folder, { recursive: true, withFileTypes: true });
	return entries
		.filter((entry) => entry.isFile())
		.map((entry) => join(entry.parentPath, entry.name).slice(folder.length + 1))
		.map((path) => path.replaceAll("\\", "/"))
		.filter((path) => !path.startsWith(".seedcase/"))
		.sort();
}

export async function readJson(path: string): Promise<unknown> {
	return JSON.parse(await readFile(path, "utf8"));
}
