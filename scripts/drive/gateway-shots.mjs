import { startS3 } from "../../test/contract/references/s3-server.ts";
import { startSimulator } from "../../test/simulator/start-simulator.ts";
import { ask } from "./studio-driver.mjs";

const PROMPT = "Three lanterns on a wooden pier, blue hour, fog over the water";

/** The model each account is used with, and its price in US dollars a picture. */
const accounts = {
	evolink: { label: "EvoLink", model: "doubao-seedream-5.0-lite", usd: 0.032 },
	tokaify: { label: "Agency", model: "doubao-seedream-5-0-lite-260128", usd: 0.028 },
	ark: { label: "Volcengine Ark", model: "doubao-seedream-4-5-251128", usd: 0.035 },
	toapis: { label: "ToAPIs", model: "doubao-seedream-5-0", usd: 0.03 },
};

/** Gateways on this computer, which make pictures of the size that is asked for. */
async function startGateways() {
	const real = { realSizes: true };
	const names = Object.keys(accounts);
	const held = { ...real, answersUntilDone: "held", estimatedSeconds: 30 };
	const simulators = await Promise.all(
		names.map((name) => startSimulator(name, name === "evolink" ? held : real)),
	);
	return Object.fromEntries(names.map((name, at) => [name, simulators[at]]));
}

async function addAccounts(page, simulators) {
	const saved = {};
	for (const [gateway, { label, model, usd }] of Object.entries(accounts)) {
		const { baseUrl, key } = simulators[gateway];
		const draft = { gateway, label, baseUrl, key: { text: key, keeping: "session" } };
		saved[gateway] = (await ask(page, "accounts.save", draft)).id;
		await ask(page, "money.setPrice", { gateway, model, usd });
	}
	return saved;
}

/** One job that is not drawn through the form. */
async function send(page, account, gateway, more) {
	const pixels = { kind: "pixels", width: 2304, height: 1728 };
	const request = {
		...{ account, model: accounts[gateway].model, prompt: PROMPT, references: [] },
		...{ size: pixels, mode: "single", count: 1, extras: {} },
	};
	await ask(page, "jobs.submit", { requests: [{ ...request, ...more }] });
}

/** Each of the sentences a queue can hold at one time: asked for, streaming, in doubt, falling back. */
async function fillQueue(page, simulators, saved) {
	const { ark, tokaify } = simulators;
	ark.faults.nextSubmit({ kind: "stream", end: { how: "stall", after: 1 } });
	await send(page, saved.ark, "ark", { mode: "set", count: 3, stream: true });
	tokaify.faults.nextSubmit({ kind: "reset", at: "after-body" });
	await send(page, saved.tokaify, "tokaify");
	await send(page, saved.evolink, "evolink", {
		mode: "set",
		count: 2,
		size: { kind: "tier", tier: "2K" },
	});
	const queue = page.getByRole("region", { name: "Queue" });
	for (const words of [/1 of 3 has come/, /^Outcome unknown/, /EvoLink is drawing.*40\s?%/]) {
		await queue.getByText(words).first().waitFor({ timeout: 60_000 });
	}
}

async function queueAtItsHighest(page, shoot) {
	const edge = page.getByRole("separator", { name: "Height of the queue" });
	const before = Number(await edge.getAttribute("aria-valuenow"));
	await edge.press("End");
	await shoot("queue-of-several-gateways");
	await edge.press("Home");
	while (Number(await edge.getAttribute("aria-valuenow")) < before) await edge.press("ArrowUp");
}

async function choose(page, name) {
	await page.getByRole("button", { name: /^Model:/ }).click();
	await page.getByRole("combobox", { name: "Find an account or model" }).fill(name);
}

/** Whom to send to, whom else, what it costs, and the question when that is more than is left. */
async function composing(page, shoot, saved) {
	await page.getByRole("textbox", { name: "Prompt", exact: true }).fill(PROMPT);
	await page.getByRole("button", { name: /^Model:/ }).click();
	await page.getByRole("option", { name: /Seedream 4\.5/ }).waitFor();
	await shoot("choosing-a-model");
	await page.keyboard.press("Escape");
	await choose(page, "Volcengine");
	await page.getByRole("option", { name: /Seedream 4\.5/ }).click();
	await ask(page, "settings.set", {
		fallbackOrder: [{ account: saved.tokaify, model: accounts.tokaify.model }],
		fallBack: true,
		budget: { usd: 0.4, period: "day" },
	});
	await page.getByRole("switch", { name: /go on with Agency/ }).waitFor();
	await shoot("composing-with-a-fall-back");
	await page.getByRole("button", { name: "Also send to…" }).click();
	await page.getByRole("menuitemcheckbox", { name: /Seedream 5\.0.*ToAPIs/ }).click();
	await shoot("choosing-whom-else");
	await page.keyboard.press("Escape");
}

async function comparing(page, shoot) {
	await page.getByRole("button", { name: /^Generate on 2 gateways/ }).click();
	await page.getByRole("button", { name: "Compare", exact: true }).first().click();
	const view = page.getByRole("region", { name: "Comparison" });
	await view
		.getByText(/from sending to saved/)
		.nth(1)
		.waitFor({ timeout: 60_000 });
	await shoot("comparison");
	await ask(page, "settings.set", { theme: "light", language: "zh-CN" });
	await page.locator('html[lang="zh-CN"]').waitFor();
	await shoot("comparison-light-zh");
	await ask(page, "settings.set", { theme: "dark", language: "en" });
	await page.getByRole("button", { name: "Back", exact: true }).click();
}

async function budgetQuestion(page, shoot) {
	const question = page.getByRole("alertdialog", { name: "This may pass your budget" });
	const generate = page.getByRole("button", { name: /^Generate on/ });
	await page.getByRole("radio", { name: "Matching set" }).click();
	await page.getByRole("textbox", { name: "Number of pictures" }).fill("9");
	await page.keyboard.press("Tab");
	await generate.click();
	await question.waitFor();
	await shoot("budget-question");
	await page.keyboard.press("Escape");
}

async function settings(page, shoot) {
	await page.getByRole("button", { name: "Settings", exact: true }).click();
	const sheet = page.getByRole("dialog", { name: "Settings" });
	await sheet
		.getByText(/^Left: /)
		.first()
		.waitFor();
	await shoot("settings-accounts");
	for (const part of ["Money", "Prices", "Fall-back order", "References"]) {
		const title = sheet.getByRole("heading", { name: part, exact: true });
		await title.evaluate((element) => element.scrollIntoView({ block: "start" }));
		await shoot(`settings-${part.toLowerCase().replaceAll(" ", "-")}`);
	}
	await sheet.getByRole("button", { name: "Add account" }).click();
	const form = page.getByRole("dialog", { name: "Add account" });
	await form.getByRole("combobox", { name: "Gateway" }).click();
	await page.getByRole("option", { name: "Custom: task" }).click();
	await form.getByRole("button", { name: "Fill in like…" }).click();
	await page.getByRole("menuitem", { name: "ToAPIs" }).click();
	await shoot("describing-a-gateway");
	await page.keyboard.press("Escape");
	await sheet.waitFor({ state: "detached" });
}

/** What needs the network has a simulator on this computer; nothing is charged. */
async function withoutNetwork({ app, page }, shoot) {
	await app.context().setOffline(true);
	await page.getByRole("button", { name: /^Queue · / }).waitFor();
	await shoot("without-a-network");
	await app.context().setOffline(false);
	await page.getByRole("button", { name: /^Generate/ }).waitFor();
}

/**
 * The states that only come with several gateways.
 * @param {{ app: import("playwright").ElectronApplication, page: import("playwright").Page }} studio
 * @param {(name: string) => Promise<void>} shoot draws what is on screen
 */
export async function shootGateways(studio, shoot) {
	const { page } = studio;
	const simulators = await startGateways();
	const s3 = await startS3();
	try {
		const saved = await addAccounts(page, simulators);
		const host = await ask(page, "hosts.save", s3.draft);
		await ask(page, "settings.set", { referenceHost: { kind: "bucket", host: host.id } });
		await fillQueue(page, simulators, saved);
		await queueAtItsHighest(page, shoot);
		await composing(page, shoot, saved);
		await comparing(page, shoot);
		await budgetQuestion(page, shoot);
		await withoutNetwork(studio, shoot);
		await settings(page, shoot);
	} finally {
		for (const simulator of Object.values(simulators)) {
			simulator.finishAll();
			simulator.release();
		}
		await Promise.all(Object.values(simulators).map((simulator) => simulator.close()));
		await s3.close();
	}
}
