import { expect } from "@playwright/test";
import { studioTest as test } from "./studio.ts";

// These tests knock on closed doors; Chromium says so.
test.use({ allowedConsole: /Content Security Policy|Failed to load resource|Refused to|blocked/i });

test("the window has no Node, no second door and a strict policy", async ({ studio }) => {
	const { page } = studio;
	expect(page.url()).toMatch(/^app:\/\/studio\//);
	const seen = await page.evaluate(() => ({
		require: typeof (globalThis as { require?: unknown }).require,
		process: typeof (globalThis as { process?: unknown }).process,
		bridge: Object.keys(window.seedcase).sort(),
	}));
	expect(seen).toEqual({
		require: "undefined",
		process: "undefined",
		bridge: ["call", "on", "pathOfFile"],
	});
	const policy = await page
		.evaluate(async () => {
			const reply = await fetch(location.href);
			return reply.headers.get("content-security-policy");
		})
		.catch(() => "blocked");
	// The policy itself forbids the page to fetch anything, even its own address.
	expect(policy).toBe("blocked");
});

test("the page cannot go elsewhere, open a window, or be given a permission", async ({
	studio,
}) => {
	const { page, app } = studio;
	const before = page.url();
	await page.evaluate(() => {
		location.href = "https://example.com/";
	});
	expect(await page.evaluate(() => window.open("https://example.com/") === null)).toBe(true);
	expect(page.url()).toBe(before);
	const windows = await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().length);
	expect(windows).toBe(1);
	const permission = await page.evaluate(
		async () => (await navigator.permissions.query({ name: "geolocation" })).state,
	);
	expect(permission).toBe("denied");
});

test("media addresses that are not ids reach nothing", async ({ studio }) => {
	const tries = [
		"media://image/..%2f..%2fetc%2fpasswd",
		"media://image/%00",
		"media://thumb/../../../../etc/passwd",
		"media://reference/0000",
		"media://elsewhere/0190163d-8694-739b-aea5-966c26f8ad91",
	];
	for (const address of tries) {
		const loaded = await studio.page.evaluate(
			(src) =>
				new Promise<boolean>((resolve) => {
					const image = new Image();
					image.onload = () => resolve(true);
					image.onerror = () => resolve(false);
					image.src = src;
				}),
			address,
		);
		expect(loaded, address).toBe(false);
	}
});

test("a request that is not in the table, or does not fit it, is refused in words", async ({
	studio,
}) => {
	const answers = await studio.page.evaluate(() =>
		Promise.all([
			window.seedcase.call("constructor", undefined),
			window.seedcase.call("library.page", {
				query: { filter: { text: "" } },
				offset: 0,
				limit: 1e9,
			}),
			window.seedcase.call("references.import", { paths: [] }),
		]),
	);
	expect(answers.map((answer) => (answer.ok ? "" : answer.error.reason))).toEqual([
		"unknown-request",
		"input-invalid",
		"input-invalid",
	]);
});
