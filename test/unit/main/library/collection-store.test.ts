import { mkdir, readFile, rename, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { v7 } from "uuid";
import { afterAll, expect, test } from "vitest";
import { CollectionId } from "../../../../src/contract/ids.ts";
import {
	newRecipe,
	openTestLibrary,
	realImaging,
	save,
	temporaryFolder,
	visibleFiles,
} from "./test-library.ts";

const imaging = realImaging();
afterAll(() => imaging.close());

const swatch = { hex: "#ff6600", name: "Orange" };

test("collections are files of their own, counted, changed, removed and put back", async () => {
	await using folder = await temporaryFolder();
	const library = await openTestLibrary(folder.path, imaging);
	const { collections, edits } = library;
	const posters = await collections.save({ title: " Posters ", swatches: [swatch] });
	const query = { filter: { text: "neon", minStars: 3 }, stacked: true };
	const search = await collections.save({ title: "Neon", swatches: [], query });
	expect(posters).toMatchObject({ title: "Posters", swatches: [swatch], count: 0 });
	expect(search).not.toHaveProperty("count");

	const recipe = newRecipe("Neon panda");
	const images = [await save(library, recipe, 0), await save(library, recipe, 1)];
	const ids = images.map(({ id }) => id);
	await edits.edit(ids, { addTo: posters.id });
	expect(await collections.list()).toEqual([search, { ...posters, count: 2 }]);
	await edits.trash(ids.slice(0, 1));
	expect(await collections.list()).toMatchObject([{ title: "Neon" }, { count: 1 }]);
	await expect(collections.ensureByHand(search.id)).rejects.toMatchObject({
		reason: "collection-fills-itself",
	});
	await collections.ensureByHand(posters.id);

	const { id, title, swatches } = posters;
	const renamed = await collections.save({ id, title: "Prints", swatches });
	expect(renamed).toEqual({ ...posters, title: "Prints", count: 1 });
	await collections.remove(id);
	expect(await collections.list()).toEqual([search]);
	expect(await visibleFiles(folder.path)).toContain(`trash/collections/${id}.json`);
	await expect(collections.save({ id, title, swatches })).rejects.toMatchObject({
		reason: "collection-not-found",
	});
	// Its pictures still name it.
	expect(await collections.restore(id)).toEqual({ ...renamed, count: 1 });
	expect(await collections.restore(id)).toEqual({ ...renamed, count: 1 });
	await library.close();
});

test("a damaged collection, a newer one and one in a stranger's name are left alone, and hide no other", async () => {
	await using folder = await temporaryFolder();
	const library = await openTestLibrary(folder.path, imaging);
	const whole = await library.collections.save({ title: "Whole", swatches: [] });
	const text = await readFile(join(folder.path, "collections", `${whole.id}.json`), "utf8");
	const strange: readonly (readonly [CollectionId, string])[] = [
		"{",
		text.replace('"version": 1', '"version": 2'),
		text,
		"x".repeat(2_000_000),
	].map((content) => [CollectionId.parse(v7()), content]);
	for (const [id, content] of strange) {
		await writeFile(join(folder.path, "collections", `${id}.json`), content);
	}
	await mkdir(join(folder.path, "collections", `${v7()}.json`));
	expect(await library.collections.list()).toEqual([whole]);
	for (const [id, content] of strange) {
		const saving = library.collections.save({ id, title: "Mine now", swatches: [] });
		await expect(saving).rejects.toMatchObject({ reason: "collection-unreadable" });
		expect(await readFile(join(folder.path, "collections", `${id}.json`), "utf8")).toBe(content);
	}
	// One of the same name in the trash gives way, and is kept.
	await library.collections.remove(whole.id);
	const trashed = join(folder.path, "trash/collections", `${whole.id}.json`);
	await rename(trashed, join(folder.path, "collections", `${whole.id}.json`));
	await writeFile(trashed, "older");
	await library.collections.remove(whole.id);
	const left = (await visibleFiles(folder.path)).filter((file) => file.includes(whole.id));
	expect(left).toHaveLength(2);
	expect(await readFile(trashed, "utf8")).toBe(text);
	await library.close();
});
