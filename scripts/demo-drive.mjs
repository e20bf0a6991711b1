import { mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { ask, bandedPng, dropFiles, newestJobSaved, openStudio } from "./drive/studio-driver.mjs";

// npm run demo: the main job without a human. A reference is dropped in, a set of three is asked of
// the Demo gateway, and every picture must be on disk, whole, before this ends well.

const LIMIT_MS = 50_000;
const SET = 3;

const folder = await mkdtemp(join(tmpdir(), "seedcase-demo-"));
const library = resolve(process.env.SEEDCASE_LIBRARY ?? join(folder, "library"));
const shot = resolve("shots", "demo.png");

/** Reads a saved picture back and looks at it as a stranger would. */
async function mustBePng(path) {
	const bytes = await readFile(path);
	if (bytes.subarray(1, 4).toString("latin1") !== "PNG" || !bytes.includes("IEND")) {
		throw new Error(`${path} is not a whole PNG`);
	}
}

async function main() {
	const reference = join(folder, "reference.png");
	await writeFile(
		reference,
		bandedPng(640, [
			[28, 52, 84],
			[214, 120, 72],
			[248, 214, 158],
		]),
	);
	const { app, page } = await openStudio({ data: join(folder, "data"), library });
	try {
		await dropFiles(page, page.getByRole("list", { name: /References/ }), [reference]);
		await page.getByRole("button", { name: "Remove reference 1" }).waitFor({ state: "attached" });
		await page.getByRole("radio", { name: "Matching set" }).click();
		await page.getByRole("textbox", { name: "Number of pictures" }).fill(String(SET));
		await page.keyboard.press("Tab");
		await page.getByRole("button", { name: /^Generate/ }).click();
		const job = await newestJobSaved(page, LIMIT_MS);
		if (job.outputs.length !== SET)
			throw new Error(`${job.outputs.length} pictures came, not ${SET}`);
		const images = await ask(page, "library.page", {
			query: { filter: { text: "" } },
			offset: 0,
			limit: SET,
		});
		for (const image of [...images].reverse()) {
			const path = join(library, image.file);
			await mustBePng(path);
			console.log(path);
		}
		await page.waitForFunction(
			(count) =>
				[...document.images].filter((one) => one.complete && one.naturalWidth > 0).length >= count,
			SET,
		);
		await mkdir(resolve("shots"), { recursive: true });
		await page.screenshot({ path: shot });
		console.log(shot);
		await app.close();
	} catch (error) {
		// A request may be on its way, and the app would ask before it quits.
		app.process().kill("SIGKILL");
		throw error;
	}
}

try {
	await main();
	console.log(`Saved ${SET} pictures in one set. The app can be closed, and they stay.`);
} catch (error) {
	console.error(`The demo failed: ${error instanceof Error ? error.message : error}`);
	await rm(folder, { recursive: true, force: true });
	process.exitCode = 1;
}
