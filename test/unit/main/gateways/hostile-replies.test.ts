import { describe, expect, test } from "vitest";
import { CustomTask } from "../../../../src/contract/custom-gateway.ts";
import { readTaskReply } from "../../../../src/contract/custom-reply.ts";
import { Failure } from "../../../../src/contract/errors.ts";
import { HostId } from "../../../../src/contract/ids.ts";
import { bucketError } from "../../../../src/main/buckets/bucket-replies.ts";
import { readArkEvent } from "../../../../src/main/gateways/ark-event.ts";
import type { ReplyContext } from "../../../../src/main/gateways/gateway-adapter.ts";
import { gatewayError } from "../../../../src/main/gateways/gateway-error.ts";
import { readTask } from "../../../../src/main/gateways/task-wire.ts";
import { threadMs } from "../../../thread-time.ts";

const context: ReplyContext = {
	gatewayTitle: "Testgate",
	model: "Seedream",
	baseUrl: "https://api.example.com",
	now: 0,
};
const reply = (body: unknown, status = 400) => ({
	status,
	headers: {},
	body: JSON.stringify(body),
});
/** Generous: read in one pass these take milliseconds, read again from every place minutes. */
const SOON_MS = 2_000;

const many = (text: string, times = 100_000) => text.repeat(times);
const places = CustomTask.parse({
	kind: "task",
	models: [
		{
			...{ id: "m", title: "M", sizes: "ratio", tiers: ["2K"] },
			...{ maxImages: 1, maxReferences: 0 },
		},
	],
	submitPath: "/submit",
	pollPath: "/tasks/{id}",
	idPlace: "id",
	statusPlace: "status",
	doneWords: ["done"],
	failedWords: ["failed"],
	resultPlace: "picture",
	errorPlace: "error",
	tierField: "resolution",
	referencesField: "image_urls",
	references: "none",
});

describe("a reply that was made to be slow to read is read at once", () => {
	test.each<readonly [string, () => unknown]>([
		["a code of dots", () => gatewayError(reply({ error: { code: many(".") } }), context)],
		["an endless sentence", () => gatewayError(reply({ error: many("no money ") }), context)],
		["progress with blanks", () => readTask({ id: "a", progress: `1${many(" ")}x` })],
		["lines after a bracket", () => readArkEvent({ event: "", data: `}${many("\n")}x` }, context)],
		[
			"almost a picture",
			() => readTaskReply({ picture: `${many("A", 64)}${many("\n")}!` }, places),
		],
	])("%s", (_, read) => {
		const began = threadMs();
		read();
		expect(threadMs() - began).toBeLessThan(SOON_MS);
	});
});

test("whatever a gateway puts into an error, little of it is kept", () => {
	const endless = many("all work and no play ");
	const error = { code: endless, type: endless, message: endless, request_id: endless };
	const { failure } = gatewayError(reply({ error }), context);
	expect(Failure.parse(failure)).toEqual(failure);
	expect(JSON.stringify(failure).length).toBeLessThan(5_000);
});

test("a link's signature in an error's code is not kept", () => {
	const code = "no such file https://b.example/k?X-Amz-Signature=abcdef0123456789";
	const { failure } = gatewayError(reply({ error: { code } }), context);
	expect(JSON.stringify(failure)).not.toContain("abcdef0123456789");
});

test.each(["constructor", "toString", "__proto__", "hasOwnProperty"])(
	"a bucket's code is looked up among codes alone: %s",
	(code) => {
		const bucket = {
			id: HostId.parse("0197a0b0-0000-7000-8000-000000000001"),
			label: "Bucket",
			endpoint: "https://s3.example.com",
			region: "auto",
			bucket: "b",
			accessKeyId: "a",
			prefix: "",
			pathStyle: true,
		};
		const body = `<Error><Code>${code}</Code></Error>`;
		const { failure } = bucketError({ status: 500, headers: {}, body }, bucket);
		expect(Failure.parse(failure)).toMatchObject({ reason: "host-failed" });
	},
);

test.each([1e300, 1e20])("numbers nobody can mean are as good as absent: %d", (number) => {
	const task = readTask({
		id: "a",
		task_info: { estimated_time: number },
		usage: { credits_reserved: number },
		billing: { cost_usd: number, credits: number },
	});
	expect(task).toMatchObject({ id: "a" });
	expect(task?.estimatedMs).toBeUndefined();
	expect(task?.charged).toBeUndefined();
});
