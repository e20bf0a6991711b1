import { mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { _electron, type ElectronApplication, expect, type Page, test } from "@playwright/test";

/** Root needs it on Linux; nobody else gets it. */
const asRoot = process.platform === "linux" && process.getuid?.() === 0 ? ["--no-sandbox"] : [];

/** One running app in folders of its own, which are thrown away. */
export type Studio = {
	readonly app: ElectronApplication;
	readonly page: Page;
	readonly folders: StudioFolders;
	/** Asks main as the window does. @throws when the answer is an error */
	readonly ask: <T>(name: string, input?: unknown) => Promise<T>;
	/** As a designer closes it. */
	readonly close: () => Promise<void>;
	/** As a power cut does. */
	readonly kill: () => Promise<void>;
};

export type StudioFolders = {
	readonly data: string;
	readonly library: string;
	readonly home: string;
};

/** Everything the window printed that a clean run does not print. */
const consoleErrors: string[] = [];

export async function makeFolders(): Promise<StudioFolders> {
	const home = await mkdtemp(join(tmpdir(), "seedcase-e2e-"));
	return { home, data: join(home, "data"), library: join(home, "library") };
}

/** A time zone in which it is about noon: no test sees one day end and another begin. */
function noonZone(): string {
	const ahead = new Date().getUTCHours() - 12;
	return `Etc/GMT${ahead < 0 ? "" : "+"}${ahead}`;
}

/** Starts the built app. Refuses folders that are not temporary, so that no test touches a real library. */
export async function startStudio(
	folders: StudioFolders,
	options: {
		readonly env?: Readonly<Record<string, string>>;
		readonly size?: readonly [number, number];
		/** What the stage shows to begin with; the first start would open on the board. */
		readonly stage?: "board" | "gallery";
	} = {},
): Promise<Studio> {
	if (!folders.home.startsWith(tmpdir())) throw new Error("tests use temporary folders only");
	const app = await _electron.launch({
		args: [...asRoot, ".", `--user-data-dir=${folders.data}`],
		// Playwright would pretend a light system; the app's own choice is what is tested.
		colorScheme: null,
		env: {
			...(process.env as Record<string, string>),
			SEEDCASE_LIBRARY: folders.library,
			SEEDCASE_CHECK_OUTPUTS: "1",
			LANG: "en_US.UTF-8",
			LANGUAGE: "en",
			TZ: noonZone(),
			...options.env,
		},
	});
	const page = await app.firstWindow();
	page.on("console", (message) => {
		if (message.type() === "error") consoleErrors.push(message.text());
	});
	page.on("pageerror", (error) => consoleErrors.push(String(error)));
	await page.waitForLoadState("domcontentloaded");
	const { stage = "gallery" } = options;
	const home = stage === "board" ? /^(Board|画板)$/ : /^(Gallery|图库)$/;
	await page.getByRole("navigation").getByRole("button", { name: home }).click();
	const [width, height] = options.size ?? [1440, 900];
	const window = await app.browserWindow(page);
	await window.evaluate((self, size) => self.setContentSize(...size), [width, height] as [
		number,
		number,
	]);
	return {
		app,
		page,
		folders,
		ask: (name, input) => ask(page, name, input),
		close: () => app.close(),
		kill: async () => {
			const closed = app.waitForEvent("close");
			app.process().kill("SIGKILL");
			await closed;
		},
	};
}

async function ask<T>(page: Page, name: string, input: unknown): Promise<T> {
	const answer = await page.evaluate(
		([route, value]) => window.seedcase.call(route as string, value),
		[name, input],
	);
	if (!answer.ok) throw new Error(`${name}: ${answer.error.message}`);
	return answer.value as T;
}

/** Drops files from the desktop onto an element, with real paths. */
export async function dropFiles(
	page: Page,
	target: ReturnType<Page["locator"]>,
	files: readonly string[],
) {
	const box = await target.boundingBox();
	if (box === null) throw new Error("the drop target is not on screen");
	const cdp = await page.context().newCDPSession(page);
	const place = { x: box.x + box.width / 2, y: box.y + box.height / 2 };
	const data = { items: [], files: [...files], dragOperationsMask: 1 };
	for (const type of ["dragEnter", "dragOver", "drop"] as const) {
		await cdp.send("Input.dispatchDragEvent", { type, ...place, data });
	}
	await cdp.detach();
}

/** Every file under a folder, with its bytes as text that keeps every byte. */
export async function readAllFiles(folder: string): Promise<Map<string, string>> {
	const found = new Map<string, string>();
	for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
		if (!entry.isFile()) continue;
		const path = join(entry.parentPath, entry.name);
		found.set(path, await readFile(path, "latin1").catch(() => ""));
	}
	return found;
}

type Fixtures = {
	/** What the window's console may complain about in this test; nothing, unless a test provokes it. */
	readonly allowedConsole: RegExp;
	/** Folders for a test that starts the app itself, perhaps more than once. */
	readonly folders: StudioFolders;
	readonly studio: Studio;
};

/** The tests' own `test`: it fails on anything the window complained about. */
export const studioTest = test.extend<Fixtures>({
	allowedConsole: [/^$/, { option: true }],
	folders: async ({ allowedConsole }, use) => {
		consoleErrors.length = 0;
		const folders = await makeFolders();
		await use(folders);
		await rm(folders.home, { recursive: true, force: true, maxRetries: 20 });
		const complaints = consoleErrors.filter((text) => !allowedConsole.test(text));
		expect(complaints, "the window's console").toEqual([]);
	},
	studio: async ({ folders }, use, info) => {
		const studio = await startStudio(folders);
		await use(studio);
		if (info.status !== info.expectedStatus) {
			await info.attach("window", {
				body: await studio.page.screenshot(),
				contentType: "image/png",
			});
		}
		// Not closed: a test may end while a request is on its way, and the app would ask a human.
		await studio.kill();
	},
});
