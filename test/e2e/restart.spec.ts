import { expect } from "@playwright/test";
import type { GatewayName, Simulator } from "../simulator/simulator.ts";
import { startSimulator } from "../simulator/start-simulator.ts";
import {
	hashesDelivered,
	hashesOnDisk,
	jobIn,
	order,
	queueRow,
	saveAccount,
} from "./gateway-stories.ts";
import { startStudio, studioTest as test } from "./studio.ts";

let simulators: Record<GatewayName, Simulator>;
test.beforeEach(async () => {
	const held = { answersUntilDone: "held", estimatedSeconds: 3 } as const;
	simulators = {
		evolink: await startSimulator("evolink", held),
		toapis: await startSimulator("toapis", held),
		reapi: await startSimulator("reapi", held),
		tokaify: await startSimulator("tokaify"),
		ark: await startSimulator("ark"),
		modelark: await startSimulator("modelark"),
	};
});
test.afterEach(async () => {
	await Promise.all(Object.values(simulators).map((simulator) => simulator.close()));
});

test("killed in mid-flight on every gateway: tasks come home, the rest is unknown, nothing is sent twice", async ({
	folders,
}) => {
	test.setTimeout(150_000);
	const { evolink, toapis, reapi, tokaify, ark, modelark } = simulators;
	const first = await startStudio(folders);
	const accounts = {
		evolink: await saveAccount(first, evolink),
		toapis: await saveAccount(first, toapis),
		reapi: await saveAccount(first, reapi),
		tokaify: await saveAccount(first, tokaify),
		ark: await saveAccount(first, ark),
		modelark: await saveAccount(first, modelark),
	};
	const tasks = [
		await order(first, accounts.evolink),
		await order(first, accounts.toapis),
		await order(first, accounts.reapi),
	];
	for (const { id } of tasks) await jobIn(first, id, "waiting");
	// Taken by the gateway, whose answer with the task's id never comes.
	toapis.faults.nextSubmit({ kind: "stall", at: "before-headers" });
	const nameless = await order(first, accounts.toapis);
	tokaify.faults.nextSubmit({ kind: "stall", at: "before-headers" });
	const unheard = await order(first, accounts.tokaify);
	modelark.faults.nextSubmit({ kind: "stall", at: "before-headers" });
	const unheardAbroad = await order(first, accounts.modelark);
	ark.faults.nextSubmit({ kind: "stream", end: { how: "stall", after: 1 } });
	const streamed = await order(first, accounts.ark, { stream: true });
	await Promise.all([toapis.taken(2), tokaify.taken(1), modelark.taken(1)]);
	await expect.poll(() => hashesOnDisk(first)).toEqual(hashesDelivered(ark));
	expect(hashesDelivered(ark)).toHaveLength(1);
	await first.kill();

	for (const simulator of [evolink, toapis, reapi]) simulator.finishAll();
	const second = await startStudio(folders);
	for (const { id } of [...tasks, nameless]) {
		const job = await jobIn(second, id, "done");
		expect(job.outputs.map(({ state }) => state)).toEqual(["saved", "saved", "saved"]);
	}
	await jobIn(second, unheard.id, "unknown");
	await jobIn(second, unheardAbroad.id, "unknown");
	const cut = await jobIn(second, streamed.id, "partial");
	expect(cut.outputs.filter(({ state }) => state === "saved")).toHaveLength(1);
	expect(cut.error).toMatchObject({ charged: "maybe" });
	for (const words of [/Outcome unknown: Tokaify/, /Outcome unknown: BytePlus ModelArk/]) {
		const row = queueRow(second.page, words);
		await expect(row.getByRole("button", { name: /^Send again/ })).toBeVisible();
		await expect(row.getByRole("button", { name: "Dismiss" })).toBeVisible();
	}
	await expect(queueRow(second.page, /^1 of 3 saved/)).toBeVisible();
	expect(await hashesOnDisk(second)).toEqual(hashesDelivered(evolink, toapis, reapi, ark));
	const sent = Object.values(simulators).map((one) => [one.gateway, one.submits().length]);
	expect(Object.fromEntries(sent)).toEqual({
		...{ evolink: 1, toapis: 2, reapi: 1, tokaify: 1, ark: 1, modelark: 1 },
	});
	await second.close();
});
