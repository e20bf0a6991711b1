import { mkdir, rm } from "node:fs/promises";
import { join } from "node:path";
import { v7 } from "uuid";
import { afterAll, expect, test } from "vitest";
import { ImageId, ReferenceId } from "../../../../src/contract/ids.ts";
import { ReferenceEdit } from "../../../../src/contract/reference-edit.ts";
import { silentLog } from "../../../../src/main/foundation/log.ts";
import { editReference } from "../../../../src/main/references/edit-reference.ts";
import { createReferenceStore } from "../../../../src/main/references/reference-store.ts";
import {
	openTestLibrary,
	realImaging,
	smallPng,
	temporaryFolder,
} from "../library/test-library.ts";

const imaging = realImaging();
afterAll(() => imaging.close());

async function studio() {
	const folder = await temporaryFolder();
	await mkdir(join(folder.path, "library"));
	const library = await openTestLibrary(join(folder.path, "library"), imaging);
	const references = createReferenceStore({ library, imaging, log: silentLog });
	const original = await references.importBytes(smallPng(1), "shoe.png");
	const edit = (wish: Parameters<typeof ReferenceEdit.parse>[0], name = "shoe.png") =>
		editReference(
			{ id: original.id, edit: ReferenceEdit.parse(wish), name },
			{ references, imaging },
		);
	return {
		original,
		references,
		edit,
		[Symbol.asyncDispose]: async () => {
			await library.close();
			await folder[Symbol.asyncDispose]();
		},
	};
}

test("an edit is a reference of its own, named after the original, which stays", async () => {
	await using at = await studio();
	const edited = await at.edit({ turn: 90 });
	expect(edited).toMatchObject({ name: "shoe (edited).png", width: 40, height: 60 });
	expect(edited.id).not.toBe(at.original.id);
	expect(await at.references.get(at.original.id)).toEqual(at.original);
	expect(await at.references.get(edited.id)).toEqual(edited);
});

test("what is made of a picture of the library says so, edited again and after a restart too", async () => {
	await using folder = await temporaryFolder();
	const image = ImageId.parse(v7());
	const before = await openTestLibrary(folder.path, imaging);
	const first = createReferenceStore({ library: before, imaging, log: silentLog });
	const { id } = await first.importBytes(smallPng(1), "vase.png", { from: image });
	// The same bytes from somewhere else do not know what they were made of.
	expect(await first.importBytes(smallPng(1), "copy.png")).toMatchObject({ id, from: image });
	await before.close();
	await rm(join(folder.path, ".seedcase"), { recursive: true });

	const library = await openTestLibrary(folder.path, imaging);
	await library.rebuiltAtOpening;
	const references = createReferenceStore({ library, imaging, log: silentLog });
	const ports = { references, imaging };
	const turned = ReferenceEdit.parse({ turn: 90 });
	const once = await editReference({ id, edit: turned, name: "vase.png" }, ports);
	const twice = await editReference({ id: once.id, edit: turned, name: once.name }, ports);
	expect([once.from, twice.from]).toEqual([image, image]);
	expect(await references.get(twice.id)).toEqual(twice);
	await library.close();
});

test("what was edited before is not called so twice, and long names keep their end", async () => {
	await using at = await studio();
	expect(await at.edit({ turn: 180 }, "shoe (edited).jpg")).toMatchObject({
		name: "shoe (edited).png",
	});
	const { name } = await at.edit({ turn: 270 }, `${"长".repeat(250)}.jpeg`);
	expect([name.length, name.endsWith("长 (edited).png")]).toEqual([255, true]);
	expect(await at.edit({ flipX: true }, "v1.2 final")).toMatchObject({
		name: "v1.2 final (edited).png",
	});
});

test("an edit that changes nothing is the original itself", async () => {
	await using at = await studio();
	const nothing = [
		{},
		{ turn: 180, flipX: true, flipY: true },
		{ crop: { x: 0, y: 0, width: 1, height: 1 } },
		{ crop: { x: 0.001, y: 0, width: 0.999, height: 1 } },
		{ pad: { ratio: 1.5, fill: { kind: "blur" } } },
	] as const;
	for (const edit of nothing) expect(await at.edit(edit)).toEqual(at.original);
});

test("a reference that is gone cannot be edited", async () => {
	await using at = await studio();
	const id = ReferenceId.parse("ab".repeat(32));
	const edit = ReferenceEdit.parse({ turn: 90 });
	const { references } = at;
	const editing = editReference({ id, edit, name: "bag.png" }, { references, imaging });
	await expect(editing).rejects.toMatchObject({
		failure: { reason: "reference-gone", facts: { name: "bag.png" } },
	});
});
