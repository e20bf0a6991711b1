import { afterAll, describe, expect, test } from "vitest";
import type { GenerationRequest } from "../../../../src/contract/generation.ts";
import { ReferenceId } from "../../../../src/contract/ids.ts";
import type { ImageRecord, Recipe } from "../../../../src/contract/library.ts";
import { MAX_LINEAGE_JOBS } from "../../../../src/contract/lineage.ts";
import type { Library } from "../../../../src/main/library/library.ts";
import {
	NOON,
	newRecipe,
	openTestLibrary,
	realImaging,
	save,
	smallPng,
	temporaryFolder,
} from "./test-library.ts";

const imaging = realImaging();
afterAll(() => imaging.close());

let made = 0;
/** A job of so many pictures, none like any other. */
async function make(
	library: Library,
	prompt: string,
	request: Partial<GenerationRequest> = {},
	more: Partial<Recipe> = {},
): Promise<{ readonly recipe: Recipe; readonly images: readonly ImageRecord[] }> {
	const plain = newRecipe(prompt, { count: request.count ?? 1, createdAt: NOON + made });
	const recipe = { ...plain, ...more, request: { ...plain.request, ...request } };
	const images: ImageRecord[] = [];
	for (const { index } of recipe.outputs) {
		made += 1;
		images.push(await save(library, recipe, index, smallPng(made)));
	}
	return { recipe, images };
}

const picture = (id: string, name = "shoe.png") =>
	({ kind: "picture", id: ReferenceId.parse(id), name }) as const;

describe("lineage", () => {
	test("walks to what a picture was made of and what was made of it, and not to its cousins", async () => {
		await using folder = await temporaryFolder();
		const library = await openTestLibrary(folder.path, imaging);
		const grandparent = await make(library, "Grandparent", { count: 2 });
		const [used, unused] = grandparent.images;
		if (used === undefined || unused === undefined) throw new Error("There are two.");
		const { recipe } = await library.get(used.id);
		const sha256 = recipe?.outputs.find(({ id }) => id === used.id)?.sha256 ?? "";
		const edited = { ...picture("cd".repeat(32), "edited.png"), from: unused.id };
		const parent = await make(library, "Parent", {
			references: [picture(sha256), edited, picture("ef".repeat(32))],
		});
		const [parentImage] = parent.images;
		if (parentImage === undefined) throw new Error("There is one.");
		const self = await make(library, "Self", { count: 2, parent: parentImage.id });
		await make(library, "Cousin", { parent: parentImage.id });
		const [image] = self.images;
		if (image === undefined) throw new Error("There are two.");
		const child = await make(library, "Child", { parent: image.id });
		const extended = await make(library, "More of the set", {
			follows: { way: "extend", set: self.recipe.job },
		});
		await library.rebuild();

		const lineage = await library.lineage(image.id);
		const prompts = new Map(lineage.jobs.map(({ id, prompt }) => [id, prompt]));
		expect([...prompts.values()].toSorted()).toEqual(
			["Child", "Grandparent", "More of the set", "Parent", "Self"].toSorted(),
		);
		const links = lineage.links.map(({ from, to, why }) => [from, prompts.get(to), why]);
		expect(links.toSorted()).toEqual(
			[
				[used.id, "Parent", "reference"],
				[unused.id, "Parent", "reference"],
				[parentImage.id, "Self", "parent"],
				[image.id, "Child", "parent"],
				[image.id, "More of the set", "set"],
			].toSorted(),
		);
		const job = lineage.jobs.find(({ prompt }) => prompt === "Parent");
		expect(job?.references).toEqual(["cd".repeat(32), "ef".repeat(32)]);
		expect(lineage.images.map(({ id }) => id).toSorted()).toEqual(
			[grandparent, parent, self, child, extended]
				.flatMap(({ images }) => images.map(({ id }) => id))
				.toSorted(),
		);
		expect(lineage.more).toEqual([]);
		await library.close();
	});

	test("goes round no circle, and says where there is more than it shows", async () => {
		await using folder = await temporaryFolder();
		const library = await openTestLibrary(folder.path, imaging);
		const { images, recipe } = await make(library, "Root");
		const [root] = images;
		if (root === undefined) throw new Error("There is one.");
		const put = library.imports.putAll;
		// Rows are enough here: a thousand files would only take time.
		const children = Array.from({ length: MAX_LINEAGE_JOBS + 20 }, (_, n) => {
			const { job, outputs } = newRecipe(`Child ${n}`, { count: 1 });
			const [output] = outputs;
			if (output === undefined) throw new Error("It asks for one.");
			const image = { ...root, id: output.id, job, file: `2026-11/21-${n}-abcdef/01.png` };
			return {
				...{ image, folder: `2026-11/21-${n}-abcdef` },
				job: { parent: root.id, createdAt: NOON, references: [] },
			};
		});
		put(children);
		const circle = children[0];
		if (circle === undefined) throw new Error("There are many.");
		put([
			{
				image: root,
				folder: "2026-11/21-root-abcdef",
				job: { parent: circle.image.id, createdAt: NOON, references: [] },
			},
		]);
		const lineage = await library.lineage(root.id);
		expect(lineage.jobs).toHaveLength(MAX_LINEAGE_JOBS);
		expect(lineage.more).toEqual([recipe.job]);
		expect((await library.lineage(circle.image.id)).jobs.length).toBeGreaterThan(1);
		await library.close();
	});
});

test("kept costs count what was spent for pictures that were kept, thrown away ones included", async () => {
	await using folder = await temporaryFolder();
	const library = await openTestLibrary(folder.path, imaging);
	const priced = await make(library, "Priced", { count: 4 }, { charged: { usd: 0.16 } });
	await make(library, "Unpriced", {}, { modelTitle: "Seedream 5.0" });
	const [a, b, c, d] = priced.images.map(({ id }) => id);
	if (!(a && b && c && d)) throw new Error("There are four.");
	await library.edits.edit([a], { pick: "picked" });
	await library.edits.edit([b], { stars: 3 });
	await library.edits.edit([c], { pick: "rejected" });
	await library.edits.trash([c, d]);
	const shared = { gatewayTitle: "Demo" };
	expect(await library.keptCosts({ text: "" })).toEqual([
		{
			...{ ...shared, modelTitle: "Seedream 4.0", made: 4, kept: 2, rejected: 1 },
			...{ usd: expect.closeTo(0.16), unpriced: 0, usdPerKept: expect.closeTo(0.08) },
		},
		{
			...{ ...shared, modelTitle: "Seedream 5.0", made: 1, kept: 0, rejected: 0 },
			...{ usd: 0, unpriced: 1 },
		},
	]);
	expect(await library.keptCosts({ text: "", minStars: 3 })).toMatchObject([{ made: 1, kept: 1 }]);
	expect(await library.keptCosts({ text: "unpriced" })).toMatchObject([{ made: 1, unpriced: 1 }]);
	await library.close();
});
