import { createHash } from "node:crypto";
import { existsSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { flushCompileCache } from "node:module";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { z } from "zod";
import { GatewayId } from "../../src/contract/ids.ts";
import { hasEnded } from "../../src/contract/jobs.ts";
import { type AccountFile, AccountRecord } from "../../src/main/secrets/account-file.ts";
import { requestFor } from "../contract/jobs/gateway-requests.ts";
import { openStudio } from "../studio/open-studio.ts";
import { SoakOrders, type SoakReport } from "./soak-orders.ts";

/**
 * One life of the app in the soak: goes on with what the last one left, sends what it was told to
 * send, and works until it is killed, or, when told so, until everything has come to rest.
 */
const orders = SoakOrders.parse(JSON.parse(process.argv[2] ?? ""));
const { folder } = orders;
const accountsPath = join(folder, "accounts.json");

const accountFile: AccountFile = {
	read: () =>
		existsSync(accountsPath)
			? z.array(AccountRecord).parse(JSON.parse(readFileSync(accountsPath, "utf8")))
			: [],
	write: (accounts) => {
		writeFileSync(`${accountsPath}.part`, JSON.stringify(accounts));
		renameSync(`${accountsPath}.part`, accountsPath);
	},
};

const studio = await openStudio({ folder, accountFile, emit: () => {} });
process.send?.("open");
// Kept now: a life that is killed has no time for it.
flushCompileCache();
await studio.jobs.recover();
for (const { prompt, gateway, count } of orders.prompts) {
	await studio.jobs.submit(requestFor(gateway, await accountOf(gateway), { prompt, count }));
}
if (orders.settle) {
	await untilRest();
	process.send?.(await report());
	await studio.close();
	process.exit(0);
}

async function accountOf(gateway: SoakOrders["prompts"][number]["gateway"]) {
	const id = GatewayId.parse(gateway);
	const known = studio.accounts.list().find((account) => account.gateway === id);
	if (known !== undefined) return known.id;
	const at = orders.gateways.find((one) => one.gateway === gateway);
	if (at === undefined) throw new Error(`${gateway} is not running`);
	const { baseUrl, key: text } = at;
	const key = { text, keeping: "weak" } as const;
	return (await studio.accounts.save({ gateway: id, label: gateway, baseUrl, key })).id;
}

async function untilRest(): Promise<void> {
	while (studio.journal.list().some((job) => !hasEnded(job.state))) await pause(50);
}

async function report(): Promise<SoakReport> {
	const query = { filter: { text: "" } };
	const idsNow = async () => {
		const { ratios } = await studio.library.outline(query);
		const ids: string[] = [];
		for (let offset = 0; offset < ratios.length; offset += 200) {
			const page = await studio.library.page({ query, offset, limit: 200 });
			ids.push(...page.map((image) => image.id));
		}
		return ids;
	};
	const jobs: SoakReport["jobs"] = [];
	const broken: string[] = [];
	for (const job of studio.journal.since(0)) {
		const saved: string[] = [];
		for (const image of studio.library.imagesOf(job.id)) {
			const bytes = await readFile(await studio.library.fileOf(image.id));
			const sha256 = createHash("sha256").update(bytes).digest("hex");
			const { recipe } = await studio.library.get(image.id);
			const recorded = recipe?.outputs.find((output) => output.id === image.id);
			if (recorded?.sha256 !== sha256) broken.push(image.file);
			saved.push(sha256);
		}
		const { prompt } = job.request;
		jobs.push({ prompt, state: job.state, saved, error: job.error?.reason });
	}
	const indexed = await idsNow();
	const { problems } = await studio.library.rebuild();
	return {
		...{ jobs, indexed, broken },
		rebuilt: await idsNow(),
		problems: problems.map(({ path, said }) => `${path}: ${said}`),
	};
}
