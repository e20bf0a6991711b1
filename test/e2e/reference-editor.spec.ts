import { readdir } from "node:fs/promises";
import { join } from "node:path";
import { expect } from "@playwright/test";
import type { Reference } from "../../src/contract/references.ts";
import { drag, middleOf } from "./board-parts.ts";
import { dropReferences } from "./stories.ts";
import { type Studio, studioTest as test } from "./studio.ts";

test("a reference is cropped, turned and painted on by mouse, and asks before marks are lost", async ({
	studio,
}) => {
	const { page, ask, folders } = studio;
	await dropReferences(studio, 1);
	const tile = page.getByRole("button", { name: /^Reference 1: / });
	await tile.click({ button: "right" });
	await page.getByRole("menuitem", { name: "Edit picture…" }).click();
	const editor = page.getByRole("dialog", { name: "Edit shoe-1.png" });
	const status = editor.getByRole("status");
	await expect(status).toHaveText("320 × 240");

	const whole = await editor.getByRole("button", { name: "Part that is kept: move" }).boundingBox();
	if (whole === null) throw new Error("the frame of the crop is not on screen");
	const corner = { x: whole.x + whole.width, y: whole.y + whole.height };
	await drag(page, corner, { x: corner.x - whole.width / 2, y: corner.y - whole.height / 4 });
	await expect(status).toHaveText("320 × 240 becomes 160 × 180");
	await editor.getByRole("button", { name: "Turn right" }).click();
	await expect(status).toHaveText("320 × 240 becomes 180 × 160");
	await editor.getByRole("radio", { name: "Paint" }).click();
	const middle = await middleOf(editor.locator("canvas").last());
	await drag(page, middle, { x: middle.x + 60, y: middle.y + 40 });

	await page.keyboard.press("Escape");
	const question = page.getByRole("alertdialog", { name: "Leave without your marks?" });
	await question.getByRole("button", { name: "Keep editing" }).click();
	await expect(question).toHaveCount(0);
	await editor.getByRole("button", { name: "Apply" }).click();
	await expect(editor).toHaveCount(0);
	await expect(tile).toHaveCount(1);
	const face = tile.locator("img");
	const id = (await face.getAttribute("src"))?.split("/").at(-1);
	const [edited] = await ask<Reference[]>("references.get", [id]);
	expect(edited).toMatchObject({ width: 180, height: 160 });
	const folder = join(folders.library, "references");
	const names = await readdir(folder, { recursive: true });
	const file = names.find((name) => name.endsWith(`${id}.png`));
	// The brush's own red, in the middle, where the stroke began.
	expect(await colourInMiddle(studio, join(folder, `${file}`))).toEqual({
		red: 255,
		green: 45,
		blue: 45,
	});
});

/** The colour in the middle of a picture on disk. */
function colourInMiddle({ app }: Studio, path: string) {
	return app.evaluate(({ nativeImage }, file) => {
		const picture = nativeImage.createFromPath(file);
		const { width, height } = picture.getSize();
		const at = 4 * (Math.floor(height / 2) * width + Math.floor(width / 2));
		const [blue, green, red] = picture.toBitmap().subarray(at, at + 3);
		return { red, green, blue };
	}, path);
}
