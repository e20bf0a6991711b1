import { createHash } from "node:crypto";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, type Locator, type Page } from "@playwright/test";
import type { Account, AccountDraft } from "../../src/contract/accounts.ts";
import type { GenerationRequest } from "../../src/contract/generation.ts";
import { GatewayId } from "../../src/contract/ids.ts";
import type { Job } from "../../src/contract/jobs.ts";
import { requestFor } from "../contract/jobs/gateway-requests.ts";
import type { GatewayName, Simulator } from "../simulator/simulator.ts";
import { parts, savedImages } from "./stories.ts";
import type { Studio } from "./studio.ts";

/** What the accounts of the tests are called: no two begin alike. */
export const labels = {
	tokaify: "Tokaify of the agency",
	toapis: "ToAPIs of the agency",
	evolink: "EvoLink of the agency",
	reapi: "reAPI of the agency",
	ark: "Ark in Beijing",
	modelark: "ModelArk abroad",
} as const satisfies Record<GatewayName, string>;

/** An account with a simulator, kept in a way that outlives a restart. */
export function saveAccount(
	{ ask }: Studio,
	{ gateway, baseUrl, key }: Pick<Simulator, "gateway" | "baseUrl" | "key">,
): Promise<Account> {
	const draft: AccountDraft = {
		gateway: GatewayId.parse(gateway),
		label: labels[gateway],
		baseUrl,
		key: { text: key, keeping: "weak" },
	};
	return ask("accounts.save", draft);
}

/** A wish for the first model of an account's gateway. */
export function requestOf(
	{ gateway, id }: Account,
	more: Partial<GenerationRequest> = {},
): GenerationRequest {
	const name = (Object.keys(labels) as GatewayName[]).find((one) => one === gateway);
	if (name === undefined) throw new Error(`there is no simulator for ${gateway}`);
	return requestFor(name, id, more);
}

/** Puts an own price on a gateway's first model, US dollars a picture. */
export async function setPrice({ ask }: Studio, account: Account, usd: number): Promise<void> {
	const { model } = requestOf(account);
	await ask("money.setPrice", { gateway: account.gateway, model, usd });
}

/** Sends one wish without the form, as an order of its own. */
export async function order(
	{ ask }: Studio,
	account: Account,
	more: Partial<GenerationRequest> = {},
): Promise<Job> {
	const [job] = await ask<Job[]>("jobs.submit", { requests: [requestOf(account, more)] });
	if (job === undefined) throw new Error("the order made no job");
	return job;
}

/** Picks a model of one account among many, by typing the account's name. */
export async function chooseModelOf(page: Page, account: string, model: RegExp): Promise<void> {
	await page.getByRole("button", { name: /^Model:/ }).click();
	const search = page.getByRole("combobox", { name: "Find an account or model" });
	await search.fill(account);
	await page.getByRole("option", { name: model }).first().click();
	await expect(page.getByRole("button", { name: /^Model:/ })).toHaveText(
		new RegExp(`${model.source}.*${account}`),
	);
}

/** Asks for this many pictures, as a matching set where the model makes sets. */
export async function askForPictures(page: Page, count: number): Promise<void> {
	const set = page.getByRole("radio", { name: "Matching set" });
	if (await set.isVisible()) await set.click();
	const number = page.getByRole("textbox", { name: "Number of pictures" });
	await number.fill(String(count));
	await number.press("Tab");
	await expect(number).toHaveValue(String(count));
}

/** The row of the queue that begins with these words. */
export function queueRow(page: Page, words: RegExp): Locator {
	return parts.queue(page).getByRole("listitem", { name: words }).first();
}

/** Every job of the app, by its gateway, once all of them are in this state. */
export async function allJobs(studio: Studio, state: Job["state"], count: number): Promise<Job[]> {
	const jobs = () => studio.ask<Job[]>("jobs.list");
	await expect
		.poll(async () => (await jobs()).map((job) => `${job.gateway} ${job.state}`).sort(), {
			timeout: 60_000,
		})
		.toEqual((await jobs()).map((job) => `${job.gateway} ${state}`).sort());
	const all = await jobs();
	expect(all).toHaveLength(count);
	return all;
}

/** One job once it is in this state. */
export async function jobIn(studio: Studio, id: Job["id"], state: Job["state"]): Promise<Job> {
	const find = async () => (await studio.ask<Job[]>("jobs.list")).find((job) => job.id === id);
	await expect.poll(async () => (await find())?.state, { timeout: 60_000 }).toBe(state);
	const job = await find();
	if (job === undefined) throw new Error("the job is gone");
	return job;
}

/** Hashes of every picture in the library's index, read from the files themselves. */
export async function hashesOnDisk(studio: Studio): Promise<string[]> {
	const images = await savedImages(studio);
	const hashes = images.map(async ({ file }) => {
		const bytes = await readFile(join(studio.folders.library, file));
		return createHash("sha256").update(bytes).digest("hex");
	});
	return (await Promise.all(hashes)).sort();
}

/** Hashes of every picture these gateways have given away. */
export function hashesDelivered(...simulators: readonly Simulator[]): string[] {
	return simulators.flatMap((one) => one.delivered().map(({ sha256 }) => sha256)).sort();
}
