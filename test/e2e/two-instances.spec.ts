import { createHash } from "node:crypto";
import { mkdir, readdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, type Page } from "@playwright/test";
import { BUCKET, type S3Server, startS3 } from "../contract/references/s3-server.ts";
import { gradientPng } from "../simulator/png.ts";
import type { Simulator } from "../simulator/simulator.ts";
import { startSimulator } from "../simulator/start-simulator.ts";
import { answerDialogs } from "./board-parts.ts";
import { fillLibrary } from "./fill-library.ts";
import { requestOf, saveAccount } from "./gateway-stories.ts";
import { cellOf, counted, library, unstack } from "./library-parts.ts";
import { isDrawn, newestJob, parts, pressGenerate } from "./stories.ts";
import {
	dropFiles,
	type Studio,
	type StudioFolders,
	startStudio,
	studioTest as test,
} from "./studio.ts";

const { cells, count, field } = library;

/** The next start of the app would be nobody's: it is only noted. */
async function holdRelaunch({ app }: Studio): Promise<void> {
	await app.evaluate(({ app: self }) => {
		self.relaunch = () => {};
	});
}

test.describe("two apps on one library", () => {
	let ark: Simulator;
	test.beforeEach(async () => {
		ark = await startSimulator("ark");
	});
	test.afterEach(() => ark.close());

	// The second is refused what would write, and the page says which address was refused.
	test.use({ allowedConsole: /Failed to load resource/ });

	test("the second only reads and sends nothing, until the first is killed", async ({
		folders,
	}) => {
		test.setTimeout(240_000);
		const one = await startStudio(folders);
		await parts.prompt(one.page).fill("A red kite over the dunes");
		await pressGenerate(one, 1);
		await newestJob(one, "done");
		const mine: StudioFolders = { ...folders, data: join(folders.home, "data-2") };
		const two = await startStudio(mine);
		const { page, ask } = two;
		await expect(page.getByText(/has had this library open since/)).toBeVisible();

		await test.step("it looks, searches and exports", async () => {
			await expect(cells(page)).toHaveCount(1);
			await expect.poll(() => isDrawn(cells(page).locator("img").first())).toBe(true);
			await field(page).fill("kite");
			await expect(count(page)).toHaveText(/^1 .*found$/);
			const out = join(folders.home, "out");
			await mkdir(out);
			await answerDialogs(two, { open: out, save: out });
			await cells(page).first().click();
			await page.getByRole("button", { name: "Export…", exact: true }).click();
			const dialog = page.getByRole("dialog", { name: "Export 1 picture" });
			await dialog.getByRole("button", { name: "Export…" }).click();
			const names = () => readdir(out, { recursive: true });
			await expect
				.poll(async () => (await names()).filter((name) => name.endsWith(".png")).length, {
					timeout: 60_000,
				})
				.toBe(1);
			await expect(page.getByText("1 picture is in the folder.").first()).toBeVisible();
			await expect(page.getByRole("dialog", { name: /only for reading/ })).toHaveCount(0);
		});

		await test.step("it sees what the first one makes and marks meanwhile", async () => {
			await parts.prompt(one.page).fill("A second kite");
			await pressGenerate(one, 2);
			await expect(cells(page)).toHaveCount(2);
			await cellOf(one.page, "A second kite").click();
			await one.page.keyboard.press("3");
			await expect(cellOf(page, "A second kite")).toHaveAccessibleName(/3 stars/);
		});

		await test.step("it marks nothing and sends nothing", async () => {
			await cells(page).first().click();
			await page.keyboard.press("p");
			const pictures = page.getByRole("region", { name: "Pictures" });
			const refusal = /has this library open, so it is only for reading/;
			await expect(pictures.getByText(refusal)).toBeVisible();
			await expect(cells(page).first()).not.toHaveAccessibleName(/picked/);
			await pictures.getByRole("button", { name: "Close", exact: true }).click();
			await cells(page).first().focus();
			await page.keyboard.press("Delete");
			await expect(pictures.getByText(refusal)).toBeVisible();
			await expect(cells(page)).toHaveCount(2);
			const poster = join(folders.home, "poster.png");
			await writeFile(poster, gradientPng({ width: 320, height: 200, seed: 5 }));
			await dropFiles(page, pictures, [poster]);
			await expect(page.getByRole("dialog").getByText(refusal)).toBeVisible();
			expect(await counted(one)).toBe(2);

			const account = await saveAccount(two, ark);
			await expect(ask("jobs.submit", { requests: [requestOf(account)] })).rejects.toThrow(
				/only for reading/,
			);
			await parts.prompt(page).fill("A blue kite");
			await expect(parts.generate(page)).toBeDisabled();
			expect(await ask("jobs.list")).toEqual([]);
			expect(ark.submits()).toEqual([]);
			expect(await counted(one, { picks: ["picked"] })).toBe(0);
		});

		await one.kill();
		await expect(page.getByText(/This library is free now/)).toBeVisible({ timeout: 60_000 });
		await holdRelaunch(two);
		const closed = two.app.waitForEvent("close");
		await page.getByRole("button", { name: "Use it here" }).click();
		await closed;
		const again = await startStudio(mine);
		await expect(again.page.getByRole("option", { name: /red kite/ })).toBeVisible();
		await expect(again.page.getByText(/has had this library open since/)).toHaveCount(0);
		await expect(parts.prompt(again.page)).toHaveText("A blue kite");
		await again.page.getByRole("option").first().click();
		await again.page.keyboard.press("p");
		await expect.poll(() => counted(again, { picks: ["picked"] })).toBe(1);
		await again.kill();
	});
});

/** Opens the settings at the mirror. */
async function mirrorOf(page: Page) {
	await page.getByRole("button", { name: "Settings", exact: true }).click();
	const part = page.getByRole("dialog", { name: "Settings" }).locator("#settings-mirror");
	await part.scrollIntoViewIfNeeded();
	return part;
}

/** Sets this computer's mirror up by hand, as a designer does. */
async function setUpMirror({ page }: Studio, s3: S3Server, machine: string) {
	const part = await mirrorOf(page);
	await part.getByRole("button", { name: "Add bucket" }).click();
	const form = page.getByRole("dialog", { name: "Add bucket" });
	await form.getByLabel("Address", { exact: true }).fill(s3.endpoint);
	await form.getByLabel("Bucket", { exact: true }).fill(BUCKET);
	await form.getByLabel("Region").fill("eu-central-1");
	await form.getByLabel("Access key ID").fill("S3RVER");
	await form.getByLabel("Secret access key").fill("S3RVER");
	const weak = form.getByRole("radio", { name: /weakly/ });
	if (await weak.isVisible()) await weak.click();
	await form.getByRole("button", { name: "Save" }).click();
	await expect(form).toBeHidden();
	await part.getByRole("textbox", { name: "Name of this computer" }).fill(machine);
	await part.getByRole("switch", { name: /Mirror new pictures/ }).click();
	await part.getByRole("button", { name: "Set up mirror" }).click();
	await expect(part.getByText(`${machine} mirrors to ${BUCKET}`)).toBeVisible();
	return part;
}

/** Hashes of every picture of a library, as they are named in the bucket. */
async function pictureHashes(folder: string): Promise<readonly string[]> {
	const names = await readdir(folder, { recursive: true });
	const pictures = names.filter((name) => /^\d{4}-\d\d.*\.png$/.test(name));
	const hash = async (name: string) =>
		createHash("sha256")
			.update(await readFile(join(folder, name)))
			.digest("hex");
	return [...new Set(await Promise.all(pictures.map(hash)))];
}

test.describe("two computers, one bucket", () => {
	let s3: S3Server;
	test.beforeEach(async () => {
		s3 = await startS3();
	});
	test.afterEach(() => s3.close());

	test("both mirror, one is killed in the middle and goes on, a third reads what came of it", async ({
		folders,
	}) => {
		test.setTimeout(300_000);
		const home = (name: string): StudioFolders => ({
			...{ home: folders.home, data: join(folders.home, `${name}-data`) },
			library: join(folders.home, name),
		});
		const [north, south, guest] = [home("north"), home("south"), home("guest")];
		await fillLibrary(north.library, 120, { distinct: true });
		await fillLibrary(south.library, 10, { distinct: true });

		const southern = await startStudio(south);
		const part = await setUpMirror(southern, s3, "South");
		await part.getByRole("button", { name: "Mirror now" }).click();
		await expect(part.getByText(/^All \d+ files of this library/)).toBeVisible();
		await southern.kill();
		const sent = s3.count("PUT");

		const first = await startStudio(north);
		const its = await setUpMirror(first, s3, "North");
		await its.getByRole("button", { name: "Mirror now" }).click();
		await expect
			.poll(() => s3.count("PUT"), { intervals: [1], timeout: 60_000 })
			.toBeGreaterThan(sent + 30);
		await first.kill();
		const atKill = s3.count("PUT");
		expect(atKill).toBeLessThan(sent + 120);

		const second = await startStudio(north);
		const goesOn = await mirrorOf(second.page);
		await goesOn.getByRole("button", { name: "Mirror now" }).click();
		await expect(goesOn.getByText(/^All \d+ files of this library/)).toBeVisible({
			timeout: 120_000,
		});
		const objects = (await s3.objects()).join("\n");
		const hashes = [
			...(await pictureHashes(north.library)),
			...(await pictureHashes(south.library)),
		];
		expect(hashes).toHaveLength(130);
		expect(hashes.filter((hash) => !objects.includes(hash))).toEqual([]);
		const puts = s3.seen().filter((line) => line.startsWith("PUT "));
		const twice = puts.filter((line, at) => puts.indexOf(line) !== at);
		const blobsTwice = twice.filter((line) => hashes.some((hash) => line.includes(hash)));
		// Only what was on its way at the kill is sent once more: three go at once.
		expect(blobsTwice.length).toBeLessThanOrEqual(3);
		await second.kill();

		const third = await startStudio(guest);
		const theirs = await setUpMirror(third, s3, "Guest");
		await theirs.getByRole("button", { name: "Show libraries" }).click();
		await expect(theirs.getByText(/^South · 10 pictures/)).toBeVisible();
		await expect(theirs.getByText(/^North · 120 pictures/)).toBeVisible();
		const copy = join(folders.home, "copy-of-north");
		await mkdir(copy);
		await answerDialogs(third, { open: copy });
		await theirs.getByRole("button", { name: "Fetch north of North" }).click();
		await expect(
			theirs.getByText("north of North is complete. Open it under Library."),
		).toBeVisible({ timeout: 120_000 });
		expect(new Set(await pictureHashes(copy))).toEqual(new Set(await pictureHashes(north.library)));
		await third.kill();

		const reader = await startStudio({ ...guest, library: copy });
		const { page } = reader;
		await expect(page.getByText(/This is a copy of North’s library/)).toBeVisible();
		await unstack(page);
		await expect(count(page)).toHaveText("120 pictures", { timeout: 60_000 });
		await expect.poll(() => isDrawn(cells(page).locator("img").first())).toBe(true);
		await cells(page).first().click();
		await page.keyboard.press("p");
		const pictures = page.getByRole("region", { name: "Pictures" });
		await expect(pictures.getByText(/copy of the library of North/)).toBeVisible();
		expect(await counted(reader, { picks: ["picked"] })).toBe(0);
		await reader.kill();
	});
});
