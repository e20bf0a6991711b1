import { mkdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect } from "@playwright/test";
import { gradientPng } from "../simulator/png.ts";
import { parts } from "./stories.ts";
import { dropFiles, studioTest as test } from "./studio.ts";

test("good pictures come in, bad files each get a sentence, and the originals are untouched", async ({
	studio,
}) => {
	const { page, folders } = studio;
	const at = (name: string) => join(folders.home, name);
	const good = gradientPng({ width: 400, height: 300, seed: 1 });
	await writeFile(at("good.png"), good);
	await writeFile(at("misnamed.jpg"), gradientPng({ width: 200, height: 300, seed: 2 }));
	await writeFile(at("notes.png"), "just words");
	await writeFile(at("page.png"), "<!doctype html><title>404</title>");
	await writeFile(at("drawing.svg"), '<svg xmlns="http://www.w3.org/2000/svg"><rect/></svg>');
	await writeFile(at("half.png"), good.subarray(0, good.length / 2));
	await writeFile(at("empty.png"), "");
	await mkdir(at("folder"));
	const names = [
		"good.png",
		"misnamed.jpg",
		"notes.png",
		"page.png",
		"drawing.svg",
		"half.png",
		"empty.png",
	];
	await dropFiles(page, parts.references(page), names.map(at));

	await expect(page.getByRole("button", { name: /^Remove reference/ })).toHaveCount(2);
	await expect(page.getByText(/half\.png is damaged or cut short/)).toBeVisible();
	for (const name of ["notes.png", "page.png", "drawing.svg", "empty.png"]) {
		await expect(
			page.getByText(new RegExp(`${name.replace(".", "\\.")} is`)).first(),
		).toBeVisible();
	}
	await expect(parts.generate(page)).toBeEnabled();
	expect(await readFile(at("good.png"))).toEqual(good);
});

test("the order shown can be changed from the keyboard, and is the order of the request", async ({
	studio,
}) => {
	const { page, folders } = studio;
	const files = [1, 2, 3].map((n) => join(folders.home, `picture-${n}.png`));
	for (const [seed, file] of files.entries()) {
		await writeFile(file, gradientPng({ width: 300, height: 300, seed }));
	}
	await dropFiles(page, parts.references(page), files);
	await expect(page.getByRole("button", { name: /^Remove reference/ })).toHaveCount(3);
	await page
		.getByRole("listitem")
		.filter({ has: page.getByRole("button", { name: "Remove reference 3" }) })
		.first()
		.locator("[tabindex]")
		.first()
		.focus();
	await page.keyboard.press("Alt+ArrowLeft");
	await page.keyboard.press("Alt+ArrowLeft");
	await parts.generate(page).click();
	await expect
		.poll(async () => {
			const [job] =
				await studio.ask<{ request: { references: { name: string }[] } }[]>("jobs.list");
			return job?.request.references.map(({ name }) => name);
		})
		.toEqual(["picture-3.png", "picture-1.png", "picture-2.png"]);
});

test("too many references are said before sending, with the way out", async ({ studio }) => {
	const { page, folders } = studio;
	const files = Array.from({ length: 15 }, (_, n) => join(folders.home, `many-${n}.png`));
	for (const [seed, file] of files.entries()) {
		await writeFile(file, gradientPng({ width: 64, height: 64 + seed, seed }));
	}
	await dropFiles(page, parts.references(page), files);
	await expect(page.getByRole("button", { name: /^Remove reference/ })).toHaveCount(15);
	await expect(page.getByText(/15 references are too many/).first()).toBeVisible();
	await expect(parts.generate(page)).toBeDisabled();
	await page.getByRole("button", { name: "Remove reference 15" }).click();
	await expect(page.getByText(/15 references are too many/)).toHaveCount(0);
});
