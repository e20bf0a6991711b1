import { describe, expect, test } from "vitest";
import type { GenerationRequest } from "../../../../../src/contract/generation.ts";
import { AccountId, GatewayId, JobId } from "../../../../../src/contract/ids.ts";
import { customAdapter } from "../../../../../src/main/gateways/custom/custom-adapter.ts";
import { specOf } from "../../../../../src/renderer/features/settings/custom-form.ts";
import {
	filledLike,
	newCustomForm,
	presetsFor,
} from "../../../../../src/renderer/features/settings/custom-presets.ts";

const baseUrl = "https://api.example.com";
const context = { gatewayTitle: "Mine", model: "m", baseUrl, now: 0 };

function likeService(kind: "sync" | "task", name: string) {
	const preset = presetsFor(kind).find((one) => one.name === name);
	if (preset === undefined) throw new Error(`no preset ${name}`);
	const fresh = newCustomForm(kind);
	const models = fresh.models.map((model) => ({ ...model, id: "seedream", maxImages: 4 }));
	const spec = specOf(filledLike({ ...fresh, models }, preset));
	if (spec === undefined) throw new Error(`${name} is no whole description`);
	return customAdapter({ id: GatewayId.parse("custom-a"), title: "Mine", spec, baseUrl });
}

function bodyOf(adapter: ReturnType<typeof likeService>, size: GenerationRequest["size"]) {
	const [capability] = adapter.models;
	if (capability === undefined) throw new Error("no model");
	const request: GenerationRequest = {
		...{ account: AccountId.parse("0197a0b0-0000-7000-8000-000000000001"), model: "seedream" },
		...{ prompt: "a cat", references: [], size, mode: "single", count: 2, extras: {} },
	};
	const job = JobId.parse("0197a0b0-0000-7000-8000-00000000000a");
	const references = [{ url: "https://a.example/1.png" }];
	const sent = adapter.buildSubmit({ request, capability, references, job, baseUrl });
	return { url: sent.url, body: JSON.parse(String(sent.body)) };
}

test.each([...presetsFor("sync"), ...presetsFor("task")].map((preset) => [preset.name, preset]))(
	"the fields like %s are a whole description, and models keep what was typed",
	(_, preset) => {
		const kind = presetsFor("task").includes(preset) ? "task" : "sync";
		const fresh = newCustomForm(kind);
		const models = fresh.models.map((model) => ({ ...model, id: "mine", maxImages: 7 }));
		const spec = specOf(filledLike({ ...fresh, models }, preset));
		expect(spec?.models).toMatchObject([{ id: "mine", maxImages: 7, sizes: preset.sizes }]);
	},
);

type Service = {
	readonly name: string;
	readonly submit: string;
	readonly tier: object;
	readonly poll: string;
	/** Replies as the pages and the reference show them. */
	readonly taken: unknown;
	readonly id: string;
	readonly working: unknown;
	readonly done: unknown;
	readonly failed: unknown;
};
const link = "https://files.example.com/1.jpg";
const services: readonly Service[] = [
	{
		name: "EvoLink",
		submit: "/v1/images/generations",
		tier: { quality: "2K" },
		poll: "/v1/tasks/task-unified-1",
		taken: {
			id: "task-unified-1",
			object: "image.generation.task",
			progress: 0,
			status: "pending",
		},
		id: "task-unified-1",
		working: { id: "task-unified-1", progress: 40, status: "processing" },
		done: { id: "task-unified-1", progress: 100, status: "completed", results: [link] },
		failed: {
			...{ id: "task-unified-1", status: "failed" },
			error: { code: "content_policy_violation", message: "Content policy violation." },
		},
	},
	{
		name: "ToAPIs",
		submit: "/v1/images/generations",
		tier: { metadata: { resolution: "2K" } },
		poll: "/v1/images/generations/task_img_1",
		taken: { id: "task_img_1", status: "queued", progress: 0, metadata: {} },
		id: "task_img_1",
		working: { id: "task_img_1", status: "in_progress", progress: 40 },
		done: {
			id: "task_img_1",
			status: "completed",
			result: { type: "image", data: [{ url: link }] },
		},
		failed: {
			id: "task_img_1",
			status: "failed",
			error: { code: "generation_failed", message: "x" },
		},
	},
	{
		name: "reAPI",
		submit: "/images/generations",
		tier: { resolution: "2K" },
		poll: "/tasks/task_018f",
		taken: { id: "task_018f", model: "m", status: "processing", created_at: 1735000000 },
		id: "task_018f",
		working: { id: "task_018f", status: "processing" },
		done: { id: "task_018f", status: "completed", output: { image_urls: [link] }, error: null },
		failed: {
			id: "task_018f",
			status: "failed",
			output: null,
			error: { code: 20002, message: "x" },
		},
	},
	{
		name: "APIMart",
		submit: "/v1/images/generations",
		tier: { resolution: "2K" },
		poll: "/v1/tasks/task_1",
		taken: { code: 200, data: [{ status: "submitted", task_id: "task_1" }] },
		id: "task_1",
		working: { code: 200, data: { id: "task_1", status: "processing", progress: 40 } },
		done: {
			code: 200,
			data: { id: "task_1", status: "completed", result: { images: [{ url: [link] }] } },
		},
		failed: { code: 200, data: { id: "task_1", status: "failed", error: { message: "x" } } },
	},
];

describe.each(services)("a service like $name", (service) => {
	const adapter = likeService("task", service.name);
	const reply = (body: unknown) => ({ status: 200, headers: {}, body: JSON.stringify(body) });
	const poll = (body: unknown) => adapter.tasks?.readPoll(reply(body), context);

	test("is asked in its own words", () => {
		const { url, body } = bodyOf(adapter, { kind: "pixels", width: 2848, height: 1600 });
		expect(url).toBe(`${baseUrl}${service.submit}`);
		expect(body).toMatchObject({ size: "16:9", n: 2, image_urls: ["https://a.example/1.png"] });
		expect(body).toMatchObject(service.tier);
	});

	test("is followed from the first reply to the pictures", () => {
		expect(adapter.readSubmit(reply(service.taken), context)).toMatchObject({
			kind: "waiting",
			remoteId: service.id,
			known: true,
		});
		const question = adapter.tasks?.buildPoll({ remoteId: service.id, baseUrl });
		expect(question?.url).toBe(`${baseUrl}${service.poll}`);
		expect(poll(service.working)).toMatchObject({ kind: "waiting", known: true });
		expect(poll(service.done)).toMatchObject({
			kind: "delivered",
			delivered: [{ kind: "link", url: link }],
		});
		expect(poll(service.failed)).toMatchObject({ kind: "failed" });
	});
});

test("services that answer at once get tiers, and their count in their own way", () => {
	const size = { kind: "tier", tier: "2K" } as const;
	expect(bodyOf(likeService("sync", "OpenAI"), size).body).toMatchObject({ size: "2K", n: 2 });
	expect(likeService("sync", "Ark").models[0]).toMatchObject({
		single: { max: 1 },
		set: { max: 4 },
		stream: { default: false },
		watermark: { default: true },
	});
});
