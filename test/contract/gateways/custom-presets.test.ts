import { describe, expect, test } from "vitest";
import type { GenerationRequest } from "../../../src/contract/generation.ts";
import { GatewayId } from "../../../src/contract/ids.ts";
import { customAdapter } from "../../../src/main/gateways/custom/custom-adapter.ts";
import type { TaskAnswer } from "../../../src/main/gateways/gateway-adapter.ts";
import { specOf } from "../../../src/renderer/features/settings/custom-form.ts";
import {
	filledLike,
	newCustomForm,
	presetsFor,
} from "../../../src/renderer/features/settings/custom-presets.ts";
import { gradientPng } from "../../simulator/png.ts";
import type { GatewayName } from "../../simulator/simulator.ts";
import {
	createGatewayCaller,
	type GatewayCaller,
	picturesIn,
	requestFor,
} from "./gateway-caller.ts";

/** The preset a designer would choose for a service that answers like this one, and its model. */
type Service = [gateway: GatewayName, kind: "sync" | "task", like: string, model: string];
const services: Service[] = [
	["toapis", "task", "ToAPIs", "doubao-seedream-5-0"],
	["evolink", "task", "EvoLink", "doubao-seedream-5.0-lite"],
	["reapi", "task", "reAPI", "doubao-seedream-5-0-lite"],
	["ark", "sync", "Ark", "doubao-seedream-5-0-lite-260128"],
	["tokaify", "sync", "OpenAI", "doubao-seedream-4-0-250828"],
];

/** The custom gateway a designer makes of a preset, before the simulator that is strict by the pages. */
async function as(
	[gateway, kind, name, model]: Service,
	run: (caller: GatewayCaller) => Promise<void>,
): Promise<void> {
	const preset = presetsFor(kind).find((one) => one.name === name);
	const fresh = newCustomForm(kind);
	const models = fresh.models.map((one) => ({ ...one, id: model, maxImages: 4 }));
	const spec = preset && specOf(filledLike({ ...fresh, models }, preset));
	if (spec === undefined) throw new Error(`${name} is no whole description`);
	const entry = { id: GatewayId.parse("custom-a"), title: "Mine", spec, baseUrl: "" };
	const caller = await createGatewayCaller(gateway, {}, { adapter: customAdapter(entry) });
	try {
		await run(caller);
	} finally {
		await caller.close();
	}
}

/** Three pictures, as a set where there are sets. */
function threeOf({ adapter }: GatewayCaller, more: Partial<GenerationRequest> = {}) {
	const [capability] = adapter.models;
	if (capability === undefined) throw new Error("no model");
	const mode = capability.set === undefined ? "single" : "set";
	return requestFor(capability, { mode, count: 3, stream: false, ...more });
}

describe.each(services)("a custom gateway before %s (%s, filled in like %s)", (...service) => {
	const [, kind, , model] = service;

	test("is tested free of charge, and the key is proven where keys are looked at", () =>
		as(service, async ({ test: ask, simulator }) => {
			const found = await ask();
			expect(found.error).toBeUndefined();
			expect(found.proven).toBe("key");
			if (kind === "sync") expect(found.models).toContain(model);
			expect((await ask("sk-wrong-key-0123456789")).error?.reason).toBe("key-rejected");
			expect(simulator.submits()).toHaveLength(0);
			expect(simulator.chargedImages()).toBe(0);
		}));

	test("makes three pictures with a reference, all delivered, charged once", () =>
		as(service, async (caller) => {
			const { simulator, submit } = caller;
			const references = [await placedPicture(caller)];
			const { submission, thrown } = await submit(threeOf(caller), { references });
			if (thrown !== undefined) throw thrown;
			const waits = submission?.kind === "waiting";
			const answer = waits ? await lastAnswer(caller, submission.remoteId) : submission;
			expect(picturesIn(answer)).toBe(3);
			expect(simulator.submits()).toHaveLength(1);
			expect(simulator.chargedImages()).toBe(3);
			expect(simulator.delivered()).toHaveLength(3);
		}));
});

/** A picture as this gateway takes references. */
async function placedPicture({ adapter, upload }: GatewayCaller): Promise<string> {
	const png = gradientPng({ width: 60, height: 40, seed: 3 });
	switch (adapter.models[0]?.references.by[0]) {
		case "inline":
			return `data:image/png;base64,${png.toString("base64")}`;
		case "upload":
			return (await upload({ bytes: png, mime: "image/png", name: "shoe.png" })).url;
		default:
			return "https://files.example.com/shoe.png";
	}
}

/** What a client learns that keeps on asking, past answers that are none. */
async function lastAnswer({ poll }: GatewayCaller, id: string): Promise<TaskAnswer | undefined> {
	let answer: TaskAnswer | undefined;
	for (let asked = 0; asked < 4; asked += 1) {
		answer = await poll(id).catch(() => undefined);
		if (answer !== undefined && answer.kind !== "waiting") return answer;
	}
	return answer;
}
