import type { ReplyShape, TaskShape } from "./faults.ts";

/** One picture of a reply as its gateway writes it: `url` or `b64_json`, and more. */
type Entry = Readonly<Record<string, unknown>>;

/** The reply of the page, with the fields Ark adds and a relay passes on. */
export function plainReply(model: string, entries: readonly Entry[]): Record<string, unknown> {
	return {
		created: 1_777_432_320,
		model,
		data: entries,
		usage: { generated_images: entries.length, output_tokens: 16_384, total_tokens: 16_384 },
	};
}

/** The body of a reply, bent into a shape. */
export function shapedReply(shape: ReplyShape, model: string, entries: readonly Entry[]): string {
	const plain = plainReply(model, entries);
	const [first, ...rest] = entries;
	const refused = (code: string) => ({ error: { code, message: `${code}, see the docs` } });
	const withFirst = (other: unknown) =>
		JSON.stringify({ ...plain, data: [other, ...rest], usage: { generated_images: rest.length } });
	switch (shape) {
		case "url-objects":
			return JSON.stringify({
				...plain,
				data: entries.map((entry) => ({ url: { url: entry.url, cost: 0.03 } })),
			});
		case "inline-data-urls":
			return JSON.stringify({
				...plain,
				data: entries.map((entry) => ({ url: `data:image/png;base64,${entry.b64_json}` })),
			});
		case "data-is-one-object":
			return JSON.stringify({ ...plain, data: first });
		case "data-is-null":
			return JSON.stringify({ ...plain, data: null });
		case "data-is-empty-list":
			return JSON.stringify({ ...plain, data: [] });
		case "data-is-empty-object":
			return JSON.stringify({ created: 1, data: {} });
		case "no-data":
			return JSON.stringify({ created: 1 });
		case "one-refused":
			return withFirst(refused("OutputImageSensitiveContentDetected"));
		case "one-broken-by-the-server":
			return withFirst(refused("InternalServiceError"));
		case "one-empty-entry":
			return withFirst({ url: null, b64_json: null, revised_prompt: null });
		case "error-beside-pictures":
			return JSON.stringify({ ...plain, ...refused("InternalServiceError") });
		case "nulls-everywhere":
			return JSON.stringify({
				...plain,
				id: null,
				model: null,
				error: null,
				usage: null,
				data: entries.map((entry) => ({ ...entry, revised_prompt: null, error: null, size: null })),
			});
		case "unknown-fields":
			return JSON.stringify({
				...plain,
				code: 0,
				message: "success",
				request: { id: 7 },
				data: entries.map((entry) => ({
					...entry,
					size: "2048x2048",
					output_format: "jpeg",
					seed: 5,
				})),
			});
		case "cut-short": {
			// Inside the last entry, after its link.
			const whole = JSON.stringify(plain);
			return whole.slice(0, whole.lastIndexOf("}],") - 3);
		}
	}
}

/** The answer about a finished task, bent into a shape. */
export function bentTask(shape: TaskShape, answer: unknown, links: readonly string[]): unknown {
	const task: Entry = { ...Object(answer) };
	const { result: _, results: __, ...bare } = task;
	switch (shape) {
		case "unknown-fields":
			return { ...task, request: { id: 7 }, cost: { credits: 3 }, images: null, seed: 5 };
		case "nulls-everywhere":
			return { ...task, error: null, fail_reason: null, usage: null, metadata: null };
		case "upper-case-status":
			return { ...task, status: String(task.status).toUpperCase() };
		case "progress-as-text":
			return { ...task, progress: "100%" };
		case "inside-data":
			return { code: 200, message: "success", data: task };
		case "url-on-top":
			return { ...bare, url: links[0] };
		case "result-data":
			return { ...bare, result_data: links.map((image_url) => ({ image_url })) };
	}
}
