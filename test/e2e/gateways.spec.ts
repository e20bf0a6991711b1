import { expect, type Page } from "@playwright/test";
import type { ReferenceHost } from "../../src/contract/reference-hosts.ts";
import { type S3Server, startS3 } from "../contract/references/s3-server.ts";
import type { GatewayName, Simulator } from "../simulator/simulator.ts";
import { startSimulator } from "../simulator/start-simulator.ts";
import {
	allJobs,
	askForPictures,
	chooseModelOf,
	hashesDelivered,
	hashesOnDisk,
	labels,
	queueRow,
	saveAccount,
} from "./gateway-stories.ts";
import { addAccount, dropReferences, parts, pressGenerate } from "./stories.ts";
import { studioTest as test } from "./studio.ts";

const SET = 3;
const gateways = ["evolink", "toapis", "reapi", "tokaify", "ark", "modelark"] as const;

let simulators: Record<GatewayName, Simulator>;
let s3: S3Server;
test.beforeEach(async () => {
	const soon = { workMs: 1 };
	simulators = {
		evolink: await startSimulator("evolink", { answersUntilDone: "held", estimatedSeconds: 3 }),
		toapis: await startSimulator("toapis", soon),
		reapi: await startSimulator("reapi", soon),
		tokaify: await startSimulator("tokaify"),
		ark: await startSimulator("ark"),
		modelark: await startSimulator("modelark"),
	};
	s3 = await startS3();
});
test.afterEach(async () => {
	await Promise.all([...gateways.map((name) => simulators[name].close()), s3.close()]);
});

/** What stood in the request where the gateway's page wants references. */
function referencesSent(name: GatewayName): unknown {
	const [submit] = simulators[name].submits();
	const body = { ...Object(submit?.body) };
	return body.image ?? body.image_urls;
}

async function expectReference(name: GatewayName): Promise<void> {
	const sent = [referencesSent(name)].flat();
	expect(sent, name).toHaveLength(1);
	const [link] = sent;
	switch (name) {
		case "tokaify":
		case "ark":
		case "modelark":
			expect(link, name).toMatch(/^data:image\/(png|jpeg);base64,/);
			return;
		case "toapis":
		case "evolink":
			expect(
				simulators[name].uploads().map(({ url }) => url),
				name,
			).toEqual([link]);
			return;
		case "reapi":
			expect(link).toMatch(new RegExp(`^${s3.endpoint}/studio-references/.*X-Amz-Signature=`));
	}
}

async function sendThrough(page: Page, name: GatewayName): Promise<void> {
	await chooseModelOf(page, labels[name], /Seedream 5\.0/);
	await askForPictures(page, SET);
	await expect(page.getByRole("button", { name: /^Remove reference/ })).toHaveCount(1);
	await expect(parts.generate(page)).toBeEnabled();
}

test("a set of three with a reference comes home from every gateway, for one submit each", async ({
	studio,
}) => {
	test.setTimeout(150_000);
	const { page, ask } = studio;
	const { evolink, ...others } = simulators;
	await addAccount(page, {
		...{ gateway: "EvoLink", name: labels.evolink, address: evolink.baseUrl, key: evolink.key },
		says: /Left on the account: 75/,
	});
	for (const other of Object.values(others)) await saveAccount(studio, other);
	const host = await ask<ReferenceHost>("hosts.save", s3.draft);
	await ask("settings.set", { referenceHost: { kind: "bucket", host: host.id } });
	await parts.prompt(page).fill("One shoe on three beaches, a set of three pictures");
	await dropReferences(studio, 1);

	for (const [at, name] of gateways.entries()) {
		await sendThrough(page, name);
		await pressGenerate(studio, at + 1);
	}
	// EvoLink is held back until the queue has said how far it is.
	await expect(queueRow(page, /EvoLink is drawing.*40\s?%/)).toBeVisible({ timeout: 40_000 });
	await expect(page.getByRole("progressbar").first()).toBeVisible();
	evolink.finishAll();

	const jobs = await allJobs(studio, "done", gateways.length);
	for (const job of jobs) expect(job.outputs, job.gateway).toHaveLength(SET);
	for (const name of gateways) {
		expect(simulators[name].submits(), name).toHaveLength(1);
		expect(simulators[name].chargedImages(), name).toBe(SET);
		expect(simulators[name].delivered(), name).toHaveLength(SET);
		await expectReference(name);
	}
	expect(await hashesOnDisk(studio)).toEqual(hashesDelivered(...Object.values(simulators)));
	await expect(page.getByRole("option")).toHaveCount(gateways.length);
	await page.getByRole("button", { name: "Unstack sets" }).click();
	await expect(page.getByRole("option")).toHaveCount(gateways.length * SET);
	await expect(parts.queue(page).getByText("Saved 3 pictures")).toHaveCount(gateways.length);
	// What was placed for reAPI alone is taken away again.
	await expect.poll(() => s3.objects()).toEqual([]);
});

test("a streamed set is in the gallery picture by picture, while the gateway still draws", async ({
	studio,
}) => {
	const { page } = studio;
	const { ark } = simulators;
	await saveAccount(studio, ark);
	ark.faults.nextSubmit({ kind: "stream", end: { how: "stall", after: 1 } });
	await parts.prompt(page).fill("Three harbours");
	await chooseModelOf(page, labels.ark, /Seedream 4\.5/);
	await askForPictures(page, SET);
	await expect(page.getByRole("switch", { name: /Pictures one by one/ })).toBeChecked();
	await pressGenerate(studio, 1);

	await page.getByRole("button", { name: "Unstack sets" }).click();
	await expect(page.getByRole("option")).toHaveCount(1);
	await expect(queueRow(page, /1 of 3 has come, more on the way/)).toBeVisible();
	expect(await hashesOnDisk(studio)).toEqual(hashesDelivered(ark));
	ark.release();
	const [job] = await allJobs(studio, "done", 1);
	expect(job?.outputs.map(({ state }) => state)).toEqual(["saved", "saved", "saved"]);
	await expect(page.getByRole("option")).toHaveCount(SET);
	expect(await hashesOnDisk(studio)).toEqual(hashesDelivered(ark));
	expect(ark.submits()).toHaveLength(1);
});
