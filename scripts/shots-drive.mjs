import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { shootBoard } from "./drive/board-shots.mjs";
import { shootGateways } from "./drive/gateway-shots.mjs";
import { shootLibrary, shootLineage } from "./drive/library-shots.mjs";
import {
	ask,
	bandedPng,
	dropFiles,
	newestJobEnded,
	newestJobSaved,
	openStudio,
} from "./drive/studio-driver.mjs";

// npm run shots: the main states of the window, for the eye. Two sizes, both themes, both languages.

const out = resolve("shots");
const folder = await mkdtemp(join(tmpdir(), "seedcase-shots-"));
const large = [1920, 1080];
const small = [1100, 700];

const prompts = [
	"A clay vase with three poppies on a window sill, low morning sun, long soft shadows",
	"Paper-cut mountains at dusk, layered blues, one small lantern",
	"霓虹灯下的少女，雨夜街头，赛博朋克",
	"Seed pods and grasses, botanical plate, cream paper, fine ink lines",
];

/** The painter's hidden window is one more window; the studio is the one with this page. */
async function setSize({ app, page }, [width, height]) {
	const studio = await app.browserWindow(page);
	await studio.evaluate((window, size) => window.setContentSize(...size), [width, height]);
	await page.waitForFunction((wanted) => innerWidth === wanted, width);
}

/** Draws what is on screen once nothing moves: pictures decoded, a frame painted. */
async function shoot(page, name) {
	await page.evaluate(async () => {
		const shown = [...document.images].filter((image) => image.src !== "");
		await Promise.allSettled(shown.map((image) => image.decode()));
		await new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
	});
	await page.screenshot({ path: join(out, `${name}.png`), animations: "disabled" });
	console.log(join(out, `${name}.png`));
}

async function submit(page, prompt, more = {}) {
	const accounts = await ask(page, "accounts.list");
	const request = {
		account: accounts[0].id,
		model: "demo-painter",
		prompt,
		references: [],
		size: { kind: "pixels", width: 2304, height: 1728 },
		mode: "single",
		count: 1,
		extras: {},
		...more,
	};
	return ask(page, "jobs.submit", { requests: [request] });
}

const wait = {
	generate: (page) => page.getByRole("button", { name: /^(Generate|生成)/ }),
	option: (page) => page.getByRole("option").first(),
};

async function empty(studio) {
	const { page } = studio;
	await setSize(studio, large);
	for (const theme of ["dark", "light"]) {
		await ask(page, "settings.set", { theme });
		await shoot(page, `first-run-${theme}`);
	}
	await ask(page, "settings.set", { theme: "dark" });
	await page.getByRole("textbox", { name: "Prompt", exact: true }).fill("");
	await page.getByRole("button", { name: "Advanced" }).click();
	await shoot(page, "composing-with-problems");
	await page.getByRole("button", { name: "Advanced" }).click();
	await page.getByRole("textbox", { name: "Prompt", exact: true }).fill(prompts[0]);
}

async function references({ page }) {
	const colours = [
		[
			[28, 52, 84],
			[214, 120, 72],
			[248, 214, 158],
		],
		[
			[20, 60, 50],
			[120, 170, 120],
			[235, 230, 200],
		],
	];
	const files = colours.map((_, at) => join(folder, `reference-${at + 1}.png`));
	for (const [at, file] of files.entries()) await writeFile(file, bandedPng(480, colours[at]));
	await writeFile(join(folder, "notes.txt"), "not a picture");
	await dropFiles(page, page.getByRole("list", { name: /References/ }), [
		...files,
		join(folder, "notes.txt"),
	]);
	await page.getByRole("button", { name: "Remove reference 2" }).waitFor({ state: "attached" });
	await shoot(page, "references-one-refused");
}

async function jobs({ page }) {
	await submit(page, prompts[1], { mode: "set", count: 4, extras: { rehearse: "slow" } });
	await page
		.getByText(/Demo is drawing/)
		.first()
		.waitFor();
	await shoot(page, "set-on-its-way");
	const [slow] = await ask(page, "jobs.list");
	await ask(page, "jobs.cancel", slow.id);
	for (const [at, prompt] of prompts.entries()) {
		const shape = at % 2 === 0 ? [2304, 1728] : [1728, 2304];
		await submit(page, prompt, {
			mode: "set",
			count: 3,
			size: { kind: "pixels", width: shape[0], height: shape[1] },
		});
		await newestJobSaved(page, 60_000);
	}
	for (const rehearse of ["refused-frame", "connection-lost", "no-money"]) {
		await submit(page, prompts[3], { mode: "set", count: 3, extras: { rehearse } });
		await newestJobEnded(page, 60_000);
	}
}

async function pictures(studio) {
	const { page } = studio;
	await page.getByRole("navigation").getByRole("button", { name: "Gallery", exact: true }).click();
	await wait.option(page).click();
	await shoot(page, "gallery");
	await ask(page, "settings.set", { theme: "light", language: "zh-CN" });
	await page.getByRole("button", { name: /^生成/ }).waitFor();
	await shoot(page, "light-zh");
	await setSize(studio, small);
	await shoot(page, "small-light-zh");
	await ask(page, "settings.set", { theme: "dark", language: "en" });
	await wait.generate(page).waitFor();
	await shoot(page, "small-dark");
	await setSize(studio, large);
	await wait.option(page).dblclick();
	await page.getByRole("button", { name: "Back", exact: true }).waitFor();
	await shoot(page, "viewer");
	await page.keyboard.press("Escape");
}

async function sheets({ page }) {
	await page.getByRole("button", { name: "Settings", exact: true }).click();
	await page.getByRole("dialog").waitFor();
	await shoot(page, "settings");
	await page.getByRole("button", { name: "Add account" }).click();
	await page.getByLabel("Key", { exact: true }).waitFor();
	await shoot(page, "adding-an-account");
	await page.keyboard.press("Escape");
	await page.keyboard.press("Escape");
	await page.getByRole("dialog").waitFor({ state: "detached" });
	await page.keyboard.press("Control+K");
	await page.getByRole("dialog").waitFor();
	await shoot(page, "palette");
	await page.keyboard.press("Escape");
}

await mkdir(out, { recursive: true });
const studio = await openStudio({
	data: join(folder, "data"),
	library: join(folder, "library"),
	env: { LANG: "C.UTF-8", LANGUAGE: "en" },
});
try {
	for (const part of [empty, references, jobs, pictures, sheets]) await part(studio);
	await shootBoard(studio, join(folder, "library"), (name) => shoot(studio.page, name));
	await shootLineage(
		studio.page,
		(name) => shoot(studio.page, name),
		async (prompt, more) => {
			const { length } = await ask(studio.page, "jobs.list");
			await submit(studio.page, prompt, more);
			await newestJobSaved(studio.page, 60_000, length + 1);
		},
	);
	await shootGateways(studio, (name) => shoot(studio.page, name));
	await shootLibrary(folder, shoot, (one) => setSize(one, large));
} catch (error) {
	await shoot(studio.page, "where-it-stopped");
	throw error;
} finally {
	// Not closed: jobs may be on their way, and the app would ask a human.
	studio.app.process().kill("SIGKILL");
	// What was killed may still be writing its last.
	await rm(folder, { recursive: true, force: true, maxRetries: 10, retryDelay: 200 });
}
