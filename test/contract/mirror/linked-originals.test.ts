import { rename, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { v7 } from "uuid";
import { afterEach, beforeEach, expect, it } from "vitest";
import type { ImportedPicture, ImportRecord } from "../../../src/contract/imports.ts";
import { importRecordText } from "../../../src/main/library/imports/import-record.ts";
import { gradientPng } from "../../simulator/png.ts";
import { type S3Server, startS3 } from "../references/s3-server.ts";
import {
	blobPuts,
	contentOf,
	fill,
	type Machine,
	newFolder,
	removeFolder,
	startMachine,
} from "./mirror-rig.ts";

let s3: S3Server;
let folder: string;
let machine: Machine;
beforeEach(async () => {
	[s3, folder] = await Promise.all([startS3(), newFolder()]);
	machine = await startMachine({ folder: join(folder, "North"), draft: s3.draft, name: "North" });
});
afterEach(async () => {
	await machine.close();
	await s3.close();
	await removeFolder(folder);
});

const pixels = (seed: number) => gradientPng({ width: 60, height: 40, seed });

/** An import of links to these files, as the library records it. */
function linksTo(sources: readonly string[]): string {
	const pictures = sources.map((source, index) => ({
		...{ id: v7(), index, source, changedAt: 1, sha256: "ab".repeat(32), bytes: 100 },
		...{ width: 60, height: 40, format: "png", madeAt: 1 },
	})) as unknown as readonly ImportedPicture[];
	const job = v7() as ImportRecord["job"];
	return importRecordText({
		...{ version: 1, job, createdAt: 1, source: "/drive", title: "drive", way: "link" },
		...{ pictures: [...pictures], marks: {} },
	});
}

async function fetched(name: string): Promise<Readonly<Record<string, string>>> {
	const [own] = await machine.mirror.libraries();
	if (own === undefined) throw new Error("Nothing was mirrored.");
	const target = join(folder, name);
	expect(await machine.fetch(own.id, target)).toMatchObject({ state: "done", problemCount: 0 });
	return contentOf(target);
}

it("linked originals are mirrored beside their record, and stay mirrored while their disk is away", async () => {
	const drive = join(folder, "drive");
	await fill(drive, { "shoe.png": pixels(1), "hat.png": pixels(2) });
	const inside = "2026-11/21-drive";
	const record = linksTo([join(drive, "shoe.png"), join(drive, "hat.png")]);
	await fill(machine.library, { [`${inside}/import.json`]: record });
	expect(await machine.run()).toMatchObject({ state: "done", problemCount: 0 });
	const originals = await contentOf(drive);
	const expected = {
		[`${inside}/0001-shoe.png`]: originals["shoe.png"],
		[`${inside}/0002-hat.png`]: originals["hat.png"],
	};
	expect(await fetched("copy")).toMatchObject(expected);
	expect(await machine.mirror.status()).toMatchObject({ files: 4, mirrored: 4 });

	const sent = blobPuts(s3).size;
	await rename(drive, `${drive} (away)`);
	expect(await machine.run()).toMatchObject({ state: "done", problemCount: 0 });
	expect(await fetched("copy again")).toMatchObject(expected);

	await rename(`${drive} (away)`, drive);
	await writeFile(join(drive, "hat.png"), pixels(3));
	expect(await machine.run()).toMatchObject({ state: "done", problemCount: 0 });
	// The new bytes, and the list they stand in.
	expect(blobPuts(s3).size).toBe(sent + 2);
	const now = await contentOf(drive);
	expect(await fetched("third copy")).toMatchObject({ [`${inside}/0002-hat.png`]: now["hat.png"] });
});

it("an original that was never there is told by name, and what is no picture is never sent", async () => {
	const drive = join(folder, "drive");
	await fill(drive, { "shoe.png": pixels(1), "id_rsa.png": "a secret" });
	const names = ["shoe.png", "gone.png", "id_rsa.png"];
	const record = linksTo(names.map((name) => join(drive, name)));
	await fill(machine.library, { "2026-11/21-drive/import.json": record });
	const ended = await machine.run();
	expect(ended).toMatchObject({ state: "done", problemCount: 2 });
	const told = ended.problems.map(({ error }) => [error.reason, error.facts?.file]);
	expect(told.sort()).toEqual([
		["mirror-original-away", join(drive, "gone.png")],
		["mirror-original-away", join(drive, "id_rsa.png")],
	]);
	expect(Object.keys(await fetched("copy")).sort()).toEqual([
		"2026-11/21-drive/0001-shoe.png",
		"2026-11/21-drive/import.json",
		"library.json",
	]);
});
