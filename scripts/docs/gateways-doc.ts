import words from "../../resources/locales/en/capability.json" with { type: "json" };
import type { Capability, ExtraField, Source } from "../../src/contract/capability.ts";
import type { GatewayAdapter } from "../../src/main/gateways/gateway-adapter.ts";
import type { SubmitPace, TaskPace } from "../../src/main/gateways/task-pace.ts";

type Row = readonly [what: string, how: string];

/** `docs/gateways.md`: what every gateway takes and how the app treats it, out of the records the app itself runs by. */
export function gatewaysDoc(adapters: readonly GatewayAdapter[]): string {
	return [
		"# Gateways",
		"",
		"What each gateway takes and how Seedcase treats it. This page is written by `npm run docs` from the records the app itself runs by (`src/main/gateways/<name>/<name>-models.ts` and `-adapter.ts`); a test fails when the two differ. Change the records, not this page.",
		"",
		"How a request reaches a gateway, and what becomes of its answer, is told in [architecture.md](architecture.md).",
		"",
		...summary(adapters),
		...adapters.flatMap(gatewayPart),
		"## Custom gateways",
		"",
		"A gateway the app does not know can be described in Settings: one that answers at once, like Ark, or one that names a task and is asked after it, with the paths and places its documentation gives. Everything else is the same: limits are checked before sending, nothing is sent twice, every picture is fetched and kept. The shape of such a description is `src/contract/custom-gateway.ts`, how it becomes requests is `src/main/gateways/custom/`.",
		"",
	].join("\n");
}

function summary(adapters: readonly GatewayAdapter[]): string[] {
	const rows = adapters.map(({ title, models, tasks, uploads, tellsBalance }) => [
		title,
		models.map((model) => model.title).join(", "),
		tasks === undefined ? "in the reply" : "as a task that is asked after",
		models.some((model) => model.stream !== undefined) ? "yes" : "no",
		referenceWays(models, uploads !== undefined),
		tellsBalance ? "yes" : "no",
	]);
	return table(["gateway", "models", "pictures come", "one by one", "references", "balance"], rows);
}

function referenceWays(models: readonly Capability[], uploads: boolean): string {
	const ways = new Set(models.flatMap((model) => model.references.by));
	if (ways.has("inline")) return "in the request";
	return uploads ? "uploaded to the gateway" : "on a reference host of the designer's";
}

function gatewayPart(adapter: GatewayAdapter): string[] {
	const { title, models, addresses = [], keyHint, defaultBaseUrl } = adapter;
	const rows: Row[] = [
		["Address", defaultBaseUrl === undefined ? "built in" : `\`${defaultBaseUrl}\``],
		...addresses.map(({ name, url }): Row => [`Address (${name})`, `\`${url}\``]),
		["Key", adapter.needsKey ? `\`${keyHint ?? "any"}\`` : "none"],
		["Requests", submitPace(adapter.submitPace)],
		...(adapter.tasks === undefined ? [] : taskRows(adapter.tasks.pace)),
		...creditRows(adapter),
		...uploadRows(adapter),
	];
	return [`## ${title}`, "", ...table(["", ""], rows), ...models.flatMap(modelPart)];
}

function submitPace({ atOnce, perMinute, source }: SubmitPace): string {
	return `at most ${atOnce} at a time and ${perMinute} a minute (${source.page})`;
}

function taskRows(pace: TaskPace): Row[] {
	const lost =
		"When a task takes longer than that it is not called failed: *Check again* asks once more.";
	return [
		[
			"Questions about a task",
			`the first after ${seconds(pace.firstMs)}, then every ${seconds(pace.everyMs)} at the least, slower with age up to every ${seconds(pace.slowestMs)}; at most ${pace.perSecond} a second for the whole account; for ${Math.round(pace.giveUpMs / 60_000)} min. ${lost} (${pages(pace.sources)})`,
		],
	];
}

function creditRows({ usdPerCredit, tasks }: GatewayAdapter): Row[] {
	const tag: Row[] =
		tasks?.tagOf === undefined
			? []
			: [
					[
						"Lost answers",
						"every request carries a name of ours, so a task can be found again even when the answer to its request was lost",
					],
				];
	if (usdPerCredit === undefined) return tag;
	const worth =
		usdPerCredit === "unknown"
			? "charges credits; no page says what one is worth, the designer can type it in"
			: `1 credit = $${usdPerCredit}`;
	return [["Credits", worth], ...tag];
}

function uploadRows({ uploads }: GatewayAdapter): Row[] {
	if (uploads === undefined) return [];
	const life =
		uploads.linkHours === undefined ? "for as long as it lasts" : `${uploads.linkHours} h`;
	const gone = uploads.buildRemove === undefined ? "cannot be taken away" : "taken away afterwards";
	return [["Upload API", `up to ${megabytes(uploads.maxBytes)} a picture, kept ${life}, ${gone}`]];
}

function modelPart(model: Capability): string[] {
	const rows: Row[] = [
		["Model id", `\`${model.model}\``],
		["Prompt", promptWords(model)],
		["Sizes", sizeWords(model)],
		["Pictures", countWords(model)],
		["References", referenceWords(model)],
		["File format", model.formats.length === 0 ? "the gateway decides" : model.formats.join(", ")],
		["Watermark", watermarkWords(model)],
		...(model.stream === undefined
			? []
			: [["One by one", model.stream.default ? "yes, for sets" : "on request"] satisfies Row]),
		...model.extras.map((field): Row => [extraName(field), extraWords(field)]),
		["Price", priceWords(model)],
		["Result links", linkWords(model)],
		["Sources", pages(model.sources)],
	];
	return [`### ${model.title}`, "", ...table(["", ""], rows)];
}

function promptWords({ prompt }: Capability): string {
	const hint = prompt.advised;
	const advised =
		hint === undefined
			? ""
			: `; best up to ${hint.words} words or ${hint.cjkChars} Chinese characters`;
	return `up to ${number(prompt.maxChars)} characters${advised}`;
}

function sizeWords({ size }: Capability): string {
	const sent = size.shapesBy === "ratio" ? "sent as ratio and tier" : "sent as pixels";
	const tiers = size.tiers.map(({ id, shapes }) =>
		shapes.length === 0 ? id : `${id} (${shapes.map((shape) => shape.ratio).join(" ")})`,
	);
	const open = {
		always: "the shape may be left to the model",
		"with-references": "the shape may be left to the first reference",
		never: "a shape must be chosen",
	}[size.auto];
	const free =
		size.free === undefined
			? "no other sizes"
			: `any size of ${number(size.free.minPixels)} to ${number(size.free.maxPixels)} pixels, ${ratio(size.free.minRatio)} to ${ratio(size.free.maxRatio)}`;
	return `${tiers.join("; ")}, ${sent}; ${open}; ${free}`;
}

function countWords({ single, set, referencesPlusImages }: Capability): string {
	const sets = set === undefined ? "no sets" : `sets of up to ${set.max}`;
	const together =
		referencesPlusImages === undefined
			? ""
			: `; references and pictures together up to ${referencesPlusImages}`;
	return `${single.max === 1 ? "one" : `up to ${single.max} separate`}, ${sets}${together}`;
}

function referenceWords({ references: rules }: Capability): string {
	if (rules.max === 0) return "none";
	const ways = { inline: "in the request", upload: "uploaded", link: "as https links" };
	return `up to ${rules.max}; ${rules.formats.join(", ")}; up to ${megabytes(rules.maxBytes)} and ${number(rules.maxPixels)} pixels, sides of ${rules.minSide} px or more, ${ratio(rules.minRatio)} to ${ratio(rules.maxRatio)}; ${rules.by.map((way) => ways[way]).join(" or ")}. Others are fitted: a copy is turned upright, made smaller or converted, and the app says so`;
}

function watermarkWords({ watermark }: Capability): string {
	if (watermark === undefined) return "no switch";
	return `the designer's choice is always sent; the gateway's own default is ${watermark.default ? "on" : "off"}`;
}

function extraName({ key }: ExtraField): string {
	const labels: Readonly<Record<string, { readonly label: string }>> = words.extra;
	return labels[key]?.label ?? key;
}

function extraWords(field: ExtraField): string {
	const name = `\`${field.key}\``;
	switch (field.kind) {
		case "choice":
			return `${name}: ${field.choices.join(", ")}`;
		case "toggle":
			return `${name}: ${field.default ? "on" : "off"} unless changed`;
		case "number":
			return `${name}: ${field.min} to ${field.max}`;
		case "text":
			return `${name}: up to ${number(field.maxChars)} characters`;
		case "link":
			return `${name}: a public https address of up to ${number(field.maxChars)} characters`;
	}
}

function priceWords({ price }: Capability): string {
	if (price === undefined) return "no page names one; learned from what replies say, or typed in";
	return price.usdPerImage === 0
		? "free"
		: `$${price.usdPerImage} a picture (${price.source.page})`;
}

function linkWords({ results }: Capability): string {
	const life =
		results.linkHours === undefined
			? "no page says how long they live"
			: `live ${results.linkHours} h`;
	return `${life}; fetched at once, the soonest to expire first`;
}

const pages = (sources: readonly Source[]) =>
	sources.map(({ page, read }) => `${page}, read ${read}`).join("; ");
const seconds = (ms: number) => `${ms / 1000} s`;
const number = (value: number) => value.toLocaleString("en-US");
const megabytes = (bytes: number) => `${bytes / 1_000_000} MB`;
const ratio = (value: number) =>
	value < 1 ? `1:${Math.round(1 / value)}` : `${Math.round(value)}:1`;

function table(head: readonly string[], rows: readonly (readonly string[])[]): string[] {
	const line = (cells: readonly string[]) => `| ${cells.join(" | ")} |`;
	return [line(head), line(head.map(() => "---")), ...rows.map(line), ""];
}
