import { expect, test } from "vitest";
import { checkEvolinkSubmit } from "../../simulator/evolink-page.ts";
import type { CannedReply } from "../../simulator/faults.ts";
import type { AcceptedSubmit } from "../../simulator/gateway-side.ts";
import { checkReapiSubmit } from "../../simulator/reapi-page.ts";
import { checkToapisSubmit } from "../../simulator/toapis-page.ts";

type Check = (body: unknown) => CannedReply | AcceptedSubmit;
type Case = readonly [what: string, more: Readonly<Record<string, unknown>>];

const link = "https://example.com/a.png";
const links = (count: number) => Array.from({ length: count }, () => link);
const inline = "data:image/png;base64,iVBORw0KGgo=";

/** As it arrives: a field that is undefined is not there. */
const bodyOf = (plain: object, more: object): unknown =>
	JSON.parse(JSON.stringify({ ...plain, ...more }));

function holds(gateway: string, check: Check, plain: object, taken: Case[], refused: Case[]): void {
	test.each(taken)(`${gateway} takes %s`, (_, more) => {
		expect(check(bodyOf(plain, more))).toHaveProperty("images");
	});
	test.each(refused)(`${gateway} refuses %s`, (_, more) => {
		const reply = check(bodyOf(plain, more));
		if (!("status" in reply)) throw new Error("it was taken");
		expect(reply.status).toBeGreaterThanOrEqual(400);
		expect(JSON.parse(reply.body)).toMatchObject({ error: { message: expect.any(String) } });
	});
	test.each(["a text", 7, null, []].map((body) => [JSON.stringify(body), body] as const))(
		`${gateway} refuses a body of %s`,
		(_, body) => expect(check(body)).toMatchObject({ status: 400 }),
	);
}

holds(
	"ToAPIs",
	checkToapisSubmit,
	{ model: "doubao-seedream-5-0", prompt: "fog" },
	[
		["nothing but model and prompt", {}],
		["the tallest picture", { size: "9:21", metadata: { resolution: "3K" } }],
		["fifteen pictures", { n: 15 }],
		["ten references and five pictures", { n: 5, image_urls: links(10) }],
		["a name of the client's own", { client_business_id: "order-7" }],
		["plain http", { image_urls: ["http://example.com/a.png"] }],
	],
	[
		["no prompt", { prompt: undefined }],
		["an empty prompt", { prompt: "" }],
		["another model", { model: "doubao-seedream-5-0-lite" }],
		["n as text", { n: "1" }],
		["n of 16", { n: 16 }],
		["n of none", { n: 0 }],
		["half a picture", { n: 1.5 }],
		["pixels", { size: "2048x2048" }],
		["auto", { size: "auto" }],
		["4:5", { size: "4:5" }],
		["a resolution of its own", { resolution: "2K" }],
		["4K", { metadata: { resolution: "4K" } }],
		["a small k", { metadata: { resolution: "2k" } }],
		["an unknown field in metadata", { metadata: { watermark: false } }],
		["eleven references", { image_urls: links(11) }],
		["sixteen together", { n: 6, image_urls: links(10) }],
		["a reference inline", { image_urls: [inline] }],
		["bare base64", { image_urls: ["iVBORw0KGgo="] }],
		["references as objects", { image_urls: [{ url: link }] }],
		["one reference as text", { image_urls: link }],
		["an empty list", { image_urls: [] }],
		["a watermark", { watermark: false }],
		["a format", { output_format: "png" }],
		["a stream", { stream: true }],
	],
);

holds(
	"EvoLink",
	checkEvolinkSubmit,
	{ model: "doubao-seedream-5.0-lite", prompt: "fog" },
	[
		["nothing but model and prompt", {}],
		["a prompt of 2000 characters", { prompt: "图".repeat(2000) }],
		["a ratio with its tier", { size: "21:9", quality: "3K" }],
		["auto", { size: "auto", quality: "2K" }],
		["the fewest pixels", { size: "2560x1440" }],
		["the most pixels", { size: "3072x3072" }],
		["fourteen references", { image_urls: links(14) }],
		[
			"PNG and a search",
			{ model_params: { output_format: "png", tools: [{ type: "web_search" }] } },
		],
		["a callback", { callback_url: "https://hooks.example.com/done" }],
		["the one priority", { prompt_priority: "standard" }],
	],
	[
		["another model", { model: "doubao-seedream-5-0-lite" }],
		["a prompt of 2001 characters", { prompt: "x".repeat(2001) }],
		["n of 16", { n: 16 }],
		["n as text", { n: "2" }],
		["9:21", { size: "9:21", quality: "2K" }],
		["a tier for a size", { size: "2K" }],
		["too few pixels", { size: "2559x1440" }],
		["too many pixels", { size: "4704x2016" }],
		["too long a picture", { size: "8000x480" }],
		["a tier beside pixels", { size: "2048x2048", quality: "2K" }],
		["4K", { size: "1:1", quality: "4K" }],
		["a fast priority", { prompt_priority: "fast" }],
		["fifteen references", { image_urls: links(15) }],
		["sixteen together", { n: 2, image_urls: links(14) }],
		["a reference inline", { image_urls: [inline] }],
		["WebP results", { model_params: { output_format: "webp" } }],
		["an unknown parameter", { model_params: { watermark: false } }],
		["an unknown tool", { model_params: { tools: [{ type: "shell" }] } }],
		["a tool with more to it", { model_params: { tools: [{ type: "web_search", max: 3 }] } }],
		["a callback by http", { callback_url: "http://hooks.example.com/done" }],
		["a callback to this computer", { callback_url: "https://127.0.0.1/done" }],
		["a callback into the network", { callback_url: "https://172.20.1.9/done" }],
		["a callback to a bare name", { callback_url: "https://printer/done" }],
		["too long a callback", { callback_url: `https://example.com/${"a".repeat(2049)}` }],
		["a watermark", { watermark: false }],
		["a set's fields", { sequential_image_generation: "auto" }],
	],
);

holds(
	"reAPI",
	checkReapiSubmit,
	{ model: "doubao-seedream-5-0-lite", prompt: "fog" },
	[
		["nothing but model and prompt", {}],
		["a prompt of 4000 characters", { prompt: "图".repeat(4000) }],
		["a small k", { resolution: "3k" }],
		["auto with a reference", { size: "auto", image_urls: links(1) }],
		["four pictures", { n: 4 }],
		[
			"a set, said twice",
			{
				n: 4,
				sequential_image_generation: "auto",
				sequential_image_generation_options: { max_images: 4 },
			},
		],
		["PNG without a watermark", { output_format: "png", watermark: false }],
	],
	[
		["another model", { model: "doubao-seedream-5.0-lite" }],
		["a capitalized model", { model: "Doubao-Seedream-5-0-Lite" }],
		["a prompt of 4001 characters", { prompt: "x".repeat(4001) }],
		["9:21", { size: "9:21" }],
		["auto without a reference", { size: "auto" }],
		["pixels", { size: "2048x2048" }],
		["1K", { resolution: "1K" }],
		["4K", { resolution: "4K" }],
		["n of 5", { n: 5 }],
		["n as text", { n: "2" }],
		["a reference inline", { image_urls: [inline] }],
		["plain http", { image_urls: ["http://example.com/a.png"] }],
		["fifteen references", { image_urls: links(15) }],
		["sixteen together", { n: 2, image_urls: links(14) }],
		["WebP", { output_format: "webp" }],
		["set options without a set", { sequential_image_generation_options: { max_images: 2 } }],
		["a watermark as text", { watermark: "false" }],
		["a web search", { tools: [{ type: "web_search" }] }],
		["a tag", { client_business_id: "order-7" }],
	],
);
