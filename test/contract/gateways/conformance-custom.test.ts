import { describe, expect, test } from "vitest";
import { customGatewayId } from "../../../src/contract/accounts.ts";
import { CustomGateway } from "../../../src/contract/custom-gateway.ts";
import type { GenerationRequest } from "../../../src/contract/generation.ts";
import { newAccountId } from "../../../src/main/foundation/new-id.ts";
import { customAdapter } from "../../../src/main/gateways/custom/custom-adapter.ts";
import type { GatewayAdapter } from "../../../src/main/gateways/gateway-adapter.ts";
import { type FaultRow, stage } from "../../simulator/fault-row.ts";
import { faultTables } from "../../simulator/fault-tables.ts";
import { gradientPng } from "../../simulator/png.ts";
import type { GatewayName } from "../../simulator/simulator.ts";
import {
	askUntilOver,
	expectTruth,
	received,
	refusesConnections,
	timeoutOf,
} from "./fault-judging.ts";
import { picturesIn, requestFor, withCaller } from "./gateway-caller.ts";

const model = { title: "Seedream", maxImages: 4, maxReferences: 10 };
const ratios = { ...model, sizes: "ratio", tiers: ["2K", "3K"] };
const pixels = { ...model, sizes: "tier-or-pixels", tiers: ["2K", "4K"] };
const task = {
	kind: "task",
	...{ idPlace: "id", statusPlace: "status", errorPlace: "error" },
	...{ doneWords: ["completed"], failedWords: ["failed", "cancelled", "canceled"] },
	referencesField: "image_urls",
};
const sync = {
	...{ kind: "sync", submitPath: "/images/generations", tierField: "resolution" },
	...{ references: "inline", count: "sequential" },
	...{ watermark: true, stream: true, responseFormat: true },
};

/** The known gateways, described as a designer would who has only their pages. */
const described = {
	toapis: {
		...task,
		models: [{ ...ratios, id: "doubao-seedream-5-0" }],
		submitPath: "/v1/images/generations",
		pollPath: "/v1/images/generations/{id}",
		resultPlace: "result.data[].url",
		tierField: "metadata.resolution",
		references: "upload",
		upload: { uploadPath: "/v1/uploads/images", uploadField: "file", uploadPlace: "data.url" },
	},
	evolink: {
		...task,
		models: [{ ...ratios, id: "doubao-seedream-5.0-lite" }],
		submitPath: "/v1/images/generations",
		pollPath: "/v1/tasks/{id}",
		resultPlace: "results[]",
		tierField: "quality",
		references: "upload",
		upload: {
			uploadPath: "/api/v1/files/upload/stream",
			uploadField: "file",
			uploadPlace: "data.file_url",
		},
	},
	reapi: {
		...task,
		models: [{ ...ratios, id: "doubao-seedream-5-0-lite" }],
		submitPath: "/images/generations",
		pollPath: "/tasks/{id}",
		resultPlace: "output.image_urls[]",
		tierField: "resolution",
		references: "link",
	},
	ark: { ...sync, outputFormat: true, models: [{ ...pixels, id: "doubao-seedream-5-0-260128" }] },
	tokaify: {
		...sync,
		outputFormat: false,
		models: [{ ...pixels, id: "doubao-seedream-4-0-250828" }],
	},
} as const satisfies Partial<Record<GatewayName, object>>;
type Described = keyof typeof described;
const names = Object.keys(described) as Described[];

function adapterFor(gateway: Described): GatewayAdapter {
	return customAdapter({
		...{ id: customGatewayId(newAccountId()), title: "Mine", baseUrl: "https://mine.example.com" },
		spec: CustomGateway.parse(described[gateway]),
	});
}

/** Three pictures; how they are asked for depends on the kind. */
function three(adapter: GatewayAdapter, more: Partial<GenerationRequest> = {}): GenerationRequest {
	const [capability] = adapter.models;
	if (capability === undefined) throw new Error("no model");
	const size = { kind: "pixels", width: 2848, height: 1600 } as const;
	const mode = capability.set === undefined ? "single" : "set";
	return requestFor(capability, { mode, count: 3, size, ...more });
}

const named = (rows: readonly FaultRow[]) => rows.map((row) => [row.name, row] as const);

describe.each(names)("%s as a custom gateway", (gateway) => {
	const adapter = adapterFor(gateway);

	test("takes what it is sent, and gives every picture", () =>
		withCaller(
			gateway,
			async ({ submit, poll, simulator }) => {
				const told = await submit(three(adapter));
				if (told.thrown !== undefined) throw told.thrown;
				expect(simulator.chargedImages()).toBe(3);
				if (adapter.tasks === undefined) {
					expect(picturesIn(told.submission)).toBe(3);
					return;
				}
				const id = simulator.tasks()[0]?.id ?? "";
				expect(told.submission).toMatchObject({ kind: "waiting", remoteId: id });
				expect(await poll(id)).toMatchObject({ kind: "waiting", known: true });
				expect(picturesIn(await poll(id))).toBe(3);
			},
			{},
			{ adapter },
		));

	test("proves its address and its key without asking for work", () =>
		withCaller(
			gateway,
			async ({ test: ask, simulator }) => {
				expect(await ask()).toMatchObject({ proven: "key" });
				expect((await ask("sk-wrong-key-4711")).error).toMatchObject({
					reason: "key-rejected",
					charged: "no",
				});
				expect(simulator.submits()).toHaveLength(0);
			},
			{},
			{ adapter },
		));

	const submits = faultTables[gateway].filter((row) => row.at === "submit" || row.at === "stream");
	test.concurrent.each(named(submits))("submit, %s: tells the truth, drops nothing", (_, row) =>
		withCaller(
			gateway,
			async ({ submit, simulator }) => {
				stage(simulator, row);
				const stream = row.at === "stream" ? { stream: true } : {};
				const told = await submit(three(adapter, stream), timeoutOf(row));
				if (refusesConnections(row)) await simulator.comeBack();
				if (told.thrown !== undefined) expectTruth(told.thrown, simulator.chargedImages());
				if (adapter.tasks === undefined) expect(received(told)).toBe(row.truth.delivered);
				expect(simulator.submits().length).toBeLessThanOrEqual(1);
			},
			{},
			{ adapter },
		),
	);
});

const tasks = names.filter((gateway) => described[gateway].kind === "task");

describe.each(tasks)("a task of %s as a custom gateway", (gateway) => {
	const adapter = adapterFor(gateway);
	const polls = faultTables[gateway].filter((row) => row.at === "poll");

	test.concurrent.each(named(polls))("%s: goes on or ends as it should", (_, row) =>
		withCaller(
			gateway,
			async (caller) => {
				await caller.submit(three(adapter));
				const { first, last } = await askUntilOver(caller, row);
				const charged = caller.simulator.chargedImages();
				expect(picturesIn(last)).toBe(row.truth.delivered);
				if (row.truth.delivered === 0) {
					if (last.kind !== "failed") throw new Error(last.kind);
					expectTruth(last.error, charged);
				} else if (first instanceof Error) expectTruth(first, 0);
				expect(caller.simulator.submits()).toHaveLength(1);
			},
			{},
			{ adapter },
		),
	);
});

const uploading = tasks.filter((gateway) => adapterFor(gateway).uploads !== undefined);

test.each(uploading)(
	"an upload to %s as a custom gateway can be sent as a reference",
	(gateway) => {
		const adapter = adapterFor(gateway);
		return withCaller(
			gateway,
			async ({ upload, submit, simulator }) => {
				const bytes = gradientPng({ width: 60, height: 40 });
				const placed = await upload({ bytes, mime: "image/png", name: "shoe.png" });
				const told = await submit(three(adapter), { references: [placed.url] });
				expect(told.thrown).toBeUndefined();
				expect(simulator.submits()).toMatchObject([{ body: { image_urls: [placed.url] } }]);
			},
			{},
			{ adapter },
		);
	},
);
