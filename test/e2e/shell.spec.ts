import { spawn } from "node:child_process";
import { mkdir, readdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { _electron, expect } from "@playwright/test";
import { submitFaults } from "../simulator/scenarios.ts";
import { startTokaifySimulator, type TokaifySimulator } from "../simulator/tokaify-simulator.ts";
import { addAccount, chooseModel, newestJob, parts } from "./stories.ts";
import { type Studio, type StudioFolders, startStudio, studioTest as test } from "./studio.ts";

/** Root needs it on Linux; nobody else gets it. */
const asRoot = process.platform === "linux" && process.getuid?.() === 0 ? ["--no-sandbox"] : [];

/** Answers the app's message boxes in a human's place: `open` leaves them standing. */
function answerBoxes({ app }: Studio, answer: number | "open"): Promise<void> {
	return app.evaluate(({ dialog }, response) => {
		const asked: string[] = [];
		Object.assign(globalThis, { asked });
		Object.assign(dialog, {
			showMessageBox: (...given: { message?: string }[]) => {
				asked.push(given.at(-1)?.message ?? "");
				return response === "open"
					? new Promise(() => {})
					: Promise.resolve({ response, checkboxChecked: false });
			},
		});
	}, answer);
}

function boxesAsked({ app }: Studio): Promise<string[]> {
	return app.evaluate(() => (globalThis as unknown as { asked: string[] }).asked);
}

function closeWindow({ app, page }: Studio): Promise<void> {
	return app.evaluate(
		({ BrowserWindow }, url) =>
			BrowserWindow.getAllWindows()
				.find((window) => window.webContents.getURL() === url)
				?.close(),
		page.url(),
	);
}

/** How many windows a designer sees. */
function windowsShown({ app }: Studio): Promise<number> {
	return app.evaluate(
		({ BrowserWindow }) => BrowserWindow.getAllWindows().filter((one) => one.isVisible()).length,
	);
}

/** True while the app keeps the computer from falling asleep; Electron counts from 0. */
function keepsAwake({ app }: Studio): Promise<boolean> {
	return app.evaluate(({ powerSaveBlocker }) =>
		Array.from({ length: 20 }, (_, id) => id).some((id) => powerSaveBlocker.isStarted(id)),
	);
}

async function ended({ app }: Studio, act: () => Promise<unknown> | unknown): Promise<void> {
	const closed = app.waitForEvent("close", { timeout: 20_000 });
	// The process may be gone before it answers.
	await Promise.resolve(act()).catch(() => {});
	await closed;
}

const logOf = ({ folders }: Studio) => readFile(join(folders.data, "logs", "main.log"), "utf8");

test.describe("while a request is on its way", () => {
	let simulator: TokaifySimulator;
	test.beforeEach(async () => {
		simulator = await startTokaifySimulator();
	});
	test.afterEach(async () => {
		simulator.release();
		await simulator.close();
	});

	async function sendAndWait(studio: Studio): Promise<void> {
		simulator.script(submitFaults["stall before the reply"]);
		const { page } = studio;
		await addAccount(page, { name: "Agency", address: simulator.baseUrl, key: simulator.key });
		await chooseModel(page, /Seedream 4\.0/);
		await parts.prompt(page).fill("A long wait");
		await parts.generate(page).click();
		await simulator.taken(1);
		await newestJob(studio, "sending");
	}

	test("closing asks; waiting keeps the window, the request and its pictures; then nothing is asked", async ({
		folders,
	}) => {
		const studio = await startStudio(folders);
		await sendAndWait(studio);
		expect(await keepsAwake(studio)).toBe(true);
		await answerBoxes(studio, 0);
		await closeWindow(studio);
		await expect.poll(() => boxesAsked(studio)).toEqual(["A request is on its way"]);
		await expect.poll(() => windowsShown(studio)).toBe(1);
		await studio.app.evaluate(({ app }) => app.quit());
		await expect.poll(() => boxesAsked(studio)).toHaveLength(2);
		simulator.release();
		await newestJob(studio, "done");
		await expect.poll(() => keepsAwake(studio)).toBe(false);
		await ended(studio, () => closeWindow(studio));
	});

	test("leaving anyway ends the app, and the next start says that the outcome is unknown", async ({
		folders,
	}) => {
		const studio = await startStudio(folders);
		await sendAndWait(studio);
		await answerBoxes(studio, 1);
		await ended(studio, () => closeWindow(studio));
		const next = await startStudio(folders);
		await newestJob(next, "unknown");
		expect(simulator.submits()).toBe(1);
		await next.close();
	});

	test("one question stands at a time, the window goes on working, and the job may end meanwhile", async ({
		studio,
	}) => {
		await sendAndWait(studio);
		await answerBoxes(studio, "open");
		await closeWindow(studio);
		await closeWindow(studio);
		await studio.app.evaluate(({ app }) => app.quit());
		simulator.release();
		await newestJob(studio, "done");
		expect(await boxesAsked(studio)).toHaveLength(1);
		expect(await windowsShown(studio)).toBe(1);
	});

	test("the system is not asked to wait for an answer", async ({ folders }) => {
		test.skip(process.platform === "win32", "Windows has no signals");
		const studio = await startStudio(folders);
		await sendAndWait(studio);
		await answerBoxes(studio, "open");
		await ended(studio, () => studio.app.process().kill("SIGTERM"));
		expect(await logOf(studio)).toContain("the system ends the app");
	});
});

test("closing the window ends the app although the Demo's easel is still there", async ({
	folders,
}) => {
	test.skip(process.platform === "darwin", "an app without windows goes on there");
	const studio = await startStudio(folders);
	await parts.generate(studio.page).click();
	await newestJob(studio, "done");
	const windows = await studio.app.evaluate(
		({ BrowserWindow }) => BrowserWindow.getAllWindows().length,
	);
	expect(windows).toBe(2);
	await ended(studio, () => closeWindow(studio));
});

test("an easel that dies fails one job, and the next gets a new one", async ({ studio }) => {
	const { app, page } = studio;
	await parts.generate(page).click();
	await newestJob(studio, "done");
	await app.evaluate(({ BrowserWindow }, url) => {
		const easel = BrowserWindow.getAllWindows().find((one) => one.webContents.getURL() !== url);
		easel?.webContents.forcefullyCrashRenderer();
	}, page.url());
	await expect
		.poll(() => app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().length))
		.toBe(1);
	await expect(async () => {
		await parts.generate(page).click();
		expect(await studio.ask<unknown[]>("jobs.list")).toHaveLength(2);
	}).toPass();
	await newestJob(studio, "done");
});

test.describe("when the window's page dies", () => {
	test("it is loaded again, and the log says why", async ({ studio }) => {
		const { app, page } = studio;
		await expect(parts.generate(page)).toBeVisible();
		await app.evaluate(({ BrowserWindow }) => {
			BrowserWindow.getAllWindows()[0]?.webContents.forcefullyCrashRenderer();
		});
		await expect.poll(() => logOf(studio)).toContain("the window's page ended");
		await expect
			.poll(() =>
				app.evaluate(async ({ BrowserWindow }) => {
					const contents = BrowserWindow.getAllWindows()[0]?.webContents;
					if (contents === undefined || contents.isCrashed()) return 0;
					return (await contents.executeJavaScript(
						"document.querySelectorAll('button').length",
					)) as number;
				}),
			)
			.toBeGreaterThan(3);
	});
});

/** Starts the app without touching its window's size. */
async function startAsLeft(folders: StudioFolders) {
	const app = await _electron.launch({
		args: [...asRoot, ".", `--user-data-dir=${folders.data}`],
		colorScheme: null,
		env: { ...(process.env as Record<string, string>), SEEDCASE_LIBRARY: folders.library },
	});
	const page = await app.firstWindow();
	await page.waitForLoadState("domcontentloaded");
	return { app, window: await app.browserWindow(page) };
}

test("the window comes back where it was", async ({ folders }) => {
	const place = { x: 120, y: 90, width: 1010, height: 710 };
	const first = await startAsLeft(folders);
	await first.window.evaluate((window, bounds) => window.setBounds(bounds), place);
	await expect.poll(() => first.window.evaluate((window) => window.getBounds())).toEqual(place);
	await first.app.close();

	const second = await startAsLeft(folders);
	await expect.poll(() => second.window.evaluate((window) => window.getBounds())).toEqual(place);
	await second.app.close();
});

/** A second start with the same data, as from the desktop. @returns its exit code */
async function startSecond({ app, folders }: Studio): Promise<number | null> {
	const program = await app.evaluate(() => process.execPath);
	const child = spawn(program, [...asRoot, ".", `--user-data-dir=${folders.data}`], {
		env: { ...process.env, SEEDCASE_LIBRARY: folders.library },
		stdio: "ignore",
	});
	return new Promise((resolve, reject) => {
		child.once("exit", resolve);
		child.once("error", reject);
	});
}

test("a second start ends at once and brings the first to the front", async ({ studio }) => {
	await expect(parts.generate(studio.page)).toBeVisible();
	await studio.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.hide());
	expect(await windowsShown(studio)).toBe(0);
	expect(await startSecond(studio)).toBe(0);
	await expect.poll(() => windowsShown(studio)).toBe(1);
	expect(await studio.ask<unknown[]>("jobs.list")).toEqual([]);
});

test("a damaged journal is set aside, and the app starts and works", async ({ folders }) => {
	const bytes = "these are no pages ".repeat(500);
	await mkdir(folders.data);
	await writeFile(join(folders.data, "journal.db"), bytes);
	const studio = await startStudio(folders);
	// The box that tells it stands in front of the window; nothing waits for it.
	await newestJobAfterGenerate(studio);
	const aside = (await readdir(folders.data)).find((name) => name.startsWith("journal.damaged-"));
	expect(aside).toMatch(/^journal\.damaged-\d+\.db$/);
	expect(await readFile(join(folders.data, aside ?? ""), "utf8")).toBe(bytes);
	expect(await logOf(studio)).toContain("the journal is damaged and was set aside");
	await studio.close();
});

async function newestJobAfterGenerate(studio: Studio): Promise<void> {
	await expect(async () => {
		await parts.generate(studio.page).click();
		expect(await studio.ask<unknown[]>("jobs.list")).toHaveLength(1);
	}).toPass();
	await newestJob(studio, "done");
}

test("damaged settings and accounts are set aside, and the app starts", async ({ folders }) => {
	await mkdir(folders.data);
	await writeFile(join(folders.data, "settings.json"), '{"settings": {"the');
	await writeFile(join(folders.data, "accounts.json"), "");
	const studio = await startStudio(folders);
	await expect(parts.generate(studio.page)).toBeVisible();
	await studio.close();
	const names = await readdir(folders.data);
	expect(names.filter((name) => name.startsWith("settings.damaged-"))).toHaveLength(1);
	const kept = JSON.parse(await readFile(join(folders.data, "accounts.json"), "utf8")) as object;
	expect(kept).toHaveProperty("accounts");
});
