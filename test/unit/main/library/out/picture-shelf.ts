import { createHash } from "node:crypto";
import { mkdir, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { appError } from "../../../../../src/contract/errors.ts";
import type { ImageId } from "../../../../../src/contract/ids.ts";
import type { ImageDetail, ImageRecord, Recipe } from "../../../../../src/contract/library.ts";
import type { PreparePorts } from "../../../../../src/main/library/out/prepare-picture.ts";
import { gradientPng } from "../../../../simulator/png.ts";
import { NOON, newRecipe } from "../test-library.ts";

/** Pictures in a folder as a library gives them out: records, details and files. */
export async function pictureShelf(
	folder: string,
	wishes: readonly (Partial<ImageRecord> & {
		readonly bytes?: number;
		readonly content?: Uint8Array;
		readonly gone?: boolean;
	})[],
): Promise<{
	readonly library: PreparePorts["library"];
	readonly images: readonly ImageRecord[];
	readonly ids: readonly ImageId[];
	readonly recipeOf: (id: ImageId) => Recipe;
	/** Changes what is known of a picture. */
	readonly change: (id: ImageId, change: Partial<ImageRecord>) => void;
}> {
	const details = new Map<ImageId, ImageDetail & { readonly gone: boolean }>();
	for (const [index, { content, gone = false, ...wish }] of wishes.entries()) {
		const bytes = content ?? gradientPng({ width: 120, height: 80, seed: index });
		const recipe = newRecipe(wish.prompt ?? "Neon panda", { count: 1 });
		const [output] = recipe.outputs;
		if (output === undefined) throw new Error("A recipe has an output.");
		const image: ImageRecord = {
			...{ id: output.id, job: recipe.job, index: 0 },
			...{ width: 120, height: 80, bytes: bytes.byteLength, format: "png", savedAt: NOON },
			...{ prompt: recipe.request.prompt, modelTitle: "Seedream 4.0", gatewayTitle: "Demo" },
			file: `2026-11/21-job-${index}/01.png`,
			...wish,
		};
		if (!gone) {
			await mkdir(dirname(join(folder, image.file)), { recursive: true });
			await writeFile(join(folder, image.file), bytes);
		}
		const made = image.imported === true ? {} : { recipe };
		details.set(image.id, { image, ...made, colours: [], siblings: [], gone });
	}
	const known = (id: ImageId) => {
		const detail = details.get(id);
		if (detail === undefined) throw appError("image-not-found");
		return detail;
	};
	const images = [...details.values()].map(({ image }) => image);
	return {
		images,
		ids: images.map(({ id }) => id),
		recipeOf: (id) => {
			const { recipe } = known(id);
			if (recipe === undefined) throw new Error("It has no recipe.");
			return recipe;
		},
		change: (id, change) => {
			const detail = known(id);
			details.set(id, { ...detail, image: { ...detail.image, ...change } });
		},
		library: {
			find: (id) => details.get(id)?.image,
			get: async (id) => known(id),
			fileOf: async (id) => {
				const { image, gone } = known(id);
				if (gone) throw appError("image-not-found");
				return join(folder, image.file);
			},
		},
	};
}

export function sha256(bytes: Uint8Array): string {
	return createHash("sha256").update(bytes).digest("hex");
}
