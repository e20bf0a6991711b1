import { jsonReply } from "./canned-replies.ts";
import {
	type Desk,
	keyRefusal,
	makePictures,
	outletOf,
	parseJson,
	readBody,
	type Visit,
	wait,
} from "./desk.ts";
import type { CannedReply, SubmitFault } from "./faults.ts";
import { checkLinks } from "./fetch-references.ts";
import type { AcceptedSubmit, MadePicture, SyncSide, TaskSide } from "./gateway-side.ts";
import { plainReply, shapedReply } from "./reply-shapes.ts";
import { picturesOfStream, sendStream } from "./send-stream.ts";
import { SimulatedTask } from "./simulated-task.ts";
import type { SeenSubmit } from "./simulator.ts";
import { writeReply } from "./write-reply.ts";

type Seen = { -readonly [K in keyof SeenSubmit]: SeenSubmit[K] };
type Job = {
	readonly visit: Visit;
	readonly asked: AcceptedSubmit;
	readonly fault: SubmitFault | undefined;
	readonly id: string;
};

/** One submit from its first byte to its reply: key, body, the page's checks, the work, and what was scripted. */
export async function takeSubmit(visit: Visit): Promise<void> {
	const { desk, request, response, note } = visit;
	const { state, side, options } = desk;
	const seen: Seen = { at: performance.now() };
	state.submits.push(seen);
	const fault = state.submitFaults.take();
	if (fault?.kind === "reset" && fault.at === "before-body") {
		request.socket.resetAndDestroy();
		return;
	}
	if (fault?.kind === "refuse-connections") {
		desk.refuseConnections();
		return;
	}
	const body = await readBody(request);
	if (body !== undefined) note({ body: body.toString("utf8") });
	const checked =
		body === undefined
			? side.refuse("body-too-large")
			: await check(visit, seen, body.toString("utf8"));
	state.tookBody();
	if ("status" in checked) {
		await writeReply(outletOf(visit), checked);
		return;
	}
	await wait(options.latencyMs ?? 0);
	await options.answersAfter?.();
	if (fault?.kind === "reply" && !fault.charged) {
		await writeReply(outletOf(visit), fault.reply);
		return;
	}
	const { work } = side;
	const number = state.nextNumber();
	seen.id = work.kind === "task" ? work.newId(number) : `job-${number}`;
	const job: Job = { visit, asked: checked, fault, id: seen.id };
	if (work.kind === "task") await takeTask(job, work);
	else await answerWithPictures(job, work);
	// Whoever left before the answer was written is not waited for.
	if (!response.writableEnded) response.end();
}

async function check(
	visit: Visit,
	seen: Seen,
	text: string,
): Promise<CannedReply | AcceptedSubmit> {
	const { side } = visit.desk;
	const refused = keyRefusal(visit);
	if (refused !== undefined) return refused;
	if (visit.request.headers["content-type"] !== "application/json") {
		return side.refuse("bad-request", "the content type must be application/json");
	}
	const body = parseJson(text);
	seen.body = body;
	const checked = side.check(body);
	if ("status" in checked || side.links === undefined) return checked;
	const badLink = await checkLinks(checked.links, side.links);
	return badLink === undefined ? checked : side.refuse("bad-request", badLink, "image_urls");
}

async function takeTask({ visit, asked, fault, id }: Job, work: TaskSide): Promise<void> {
	const { desk } = visit;
	const { state, options } = desk;
	const makes = fault?.kind === "makes" ? fault.images : asked.images;
	state.charge(id, asked.images);
	const task = new SimulatedTask({
		id,
		...{ tag: asked.tag, model: asked.model, images: asked.images, makes, until: options },
		makePictures: (images) =>
			makePictures(desk, {
				...{ job: id, images, size: asked.size, inline: false },
				linkFault: (place) => linkFault(fault, place),
			}),
		onEnd: (made, failed) => {
			if (!failed && work.settles) state.charge(id, made);
		},
	});
	state.tasks.set(id, task);
	const reply = jsonReply(work.submitReply(task.view(), options));
	const said = fault?.kind === "reply" ? fault.reply : reply;
	await writeReply(outletOf(visit), said, fault);
}

async function answerWithPictures(job: Job, work: SyncSide): Promise<void> {
	const { visit, asked, fault, id } = job;
	const { desk } = visit;
	const shape = fault?.kind === "shape" ? fault.shape : undefined;
	const streamed = streams(desk, job);
	const made = makePictures(desk, {
		...{ job: id, images: imagesMade(desk, job, streamed), size: asked.size },
		inline: asked.inline || shape === "inline-data-urls",
		linkFault: (place) => linkFault(fault, place),
	});
	desk.state.charge(id, made.length);
	const outlet = outletOf(visit, id, () => made);
	if (streamed) {
		const scripted = fault?.kind === "stream" ? fault : undefined;
		await sendStream(outlet, {
			...{ model: asked.model, asked: asked.images, pictures: made },
			fault: scripted,
		});
		return;
	}
	const said = fault?.kind === "reply" ? fault.reply : pictureReply(job, work, made);
	await writeReply(outlet, said, fault);
}

/** Any other fault of a streamed request meets its answer as plain JSON, or before there is one. */
function streams(desk: Desk, { asked, fault }: Job): boolean {
	if (!asked.stream || desk.options.streamsAs === "plain-json") return false;
	if (fault === undefined || fault.kind === "links" || fault.kind === "makes") return true;
	return fault.kind === "stream" && fault.form !== "plain-json";
}

function imagesMade({ options }: Desk, { asked, fault }: Job, streamed: boolean): number {
	const images = options.nMakesOne === true && !asked.isSet ? 1 : asked.images;
	if (fault?.kind === "makes") return fault.images;
	return streamed && fault?.kind === "stream" ? picturesOfStream(images, fault.end) : images;
}

function pictureReply({ asked, fault }: Job, work: SyncSide, made: readonly MadePicture[]) {
	const entries = made.map(work.entry);
	if (fault?.kind !== "shape") return jsonReply(plainReply(asked.model, entries));
	return { ...jsonReply(undefined), body: shapedReply(fault.shape, asked.model, entries) };
}

function linkFault(fault: SubmitFault | undefined, place: number) {
	if (fault?.kind !== "links") return undefined;
	return fault.places === undefined || fault.places.includes(place) ? fault.fault : undefined;
}
