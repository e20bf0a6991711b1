import { AppError, appError } from "../../contract/errors.ts";
import type { JobId } from "../../contract/ids.ts";
import { withoutKey } from "../foundation/log.ts";
import { capabilityOf } from "../gateways/gateway-adapter.ts";
import type { HttpReply, HttpRequest } from "../http/http-message.ts";
import type { SpooledReply } from "../http/reply-reading.ts";
import { prepareReferences } from "../references/prepare-references.ts";
import type { JournalJob } from "../store/journal-repo.ts";
import { waitsForNetwork } from "./hold.ts";
import type { JobRoom } from "./job-room.ts";
import { replyContext } from "./reply-context.ts";
import { StreamTale } from "./stream-tale.ts";
import { takeKept } from "./take-kept.ts";
import { endSent } from "./take-reply.ts";
import { TakeStream } from "./take-stream.ts";

/** Aborts a job because the app closes: what was going on stays as the journal has it. */
export const CLOSING = new Error("the app is closing");
/** Aborts a job because the designer said so. */
export const STOPPED = new Error("stopped by the designer");

type Sending = {
	readonly room: JobRoom;
	/** Stops preparing and sending. */
	readonly signal: AbortSignal;
	/** A picture came while others are still coming. */
	readonly onPicture: () => void;
};

/**
 * Takes a queued job to `receiving`, to `waiting`, or to an end; or back to `queued` when there is
 * no network. The journal says `sending` in the moment before the first byte leaves; from there on
 * only a reply may call the outcome anything but unknown.
 * @throws what the journal throws; the job goes on from what the journal says
 */
export async function sendJob(id: JobId, sending: Sending): Promise<void> {
	const { room, signal } = sending;
	const job = room.book.update(id, { state: "preparing", error: undefined });
	let message: HttpRequest;
	try {
		message = await prepare(job, room, signal);
	} catch (thrown) {
		notSent(id, thrown, sending);
		return;
	}
	await exchange(job, message, sending);
}

async function prepare(job: JournalJob, room: JobRoom, signal: AbortSignal): Promise<HttpRequest> {
	const { id, request, baseUrl } = job;
	const adapter = room.adapterFor(job.gateway);
	const capability = capabilityOf(adapter, request.model);
	const address = room.accounts.address(job.account);
	const prepared = await prepareReferences(request, capability, {
		store: room.references,
		imaging: room.imaging,
		gatewayTitle: adapter.title,
		signal,
		place: (file) => room.placement.place(file, { job: id, address, adapter, signal }),
	});
	signal.throwIfAborted();
	await room.replies.prepare();
	room.book.update(id, { notices: [...prepared.notices] });
	return adapter.buildSubmit({ job: id, request, capability, references: prepared.ready, baseUrl });
}

/** Sends the request and takes what comes of it. */
async function exchange(job: JournalJob, message: HttpRequest, sending: Sending): Promise<void> {
	const { id } = job;
	const { room, signal } = sending;
	const departure = new Departure(id, room);
	const { stream } = room.adapterFor(job.gateway);
	const tale = stream && new StreamTale(stream, () => replyContext(room.book.get(id), room));
	const frames = tale && new TakeStream(id, room, tale, sending.onPicture);
	let reply: HttpReply;
	try {
		reply = await room.accounts.lendKey(job.account, job.baseUrl, async (key) => {
			const spooled = await room.http.sendToFile(message, {
				baseUrl: job.baseUrl,
				gatewayTitle: job.gatewayTitle,
				key,
				signal,
				path: room.replies.pathOf(id),
				onSent: () => {
					signal.throwIfAborted();
					departure.begin();
				},
				...(frames && {
					onEvent: (event) => frames.hear({ ...event, data: withoutKey(event.data, key) }),
				}),
			});
			return await keep(id, spooled, key, room);
		});
	} catch (thrown) {
		if (departure.refusal !== undefined) throw departure.refusal;
		if (!departure.begun) notSent(id, thrown, sending);
		else await lostOnTheWay(id, thrown, sending, frames);
		return;
	}
	if (await frames?.end()) return;
	const { status, headers } = reply;
	if (status < 200 || status > 299) {
		endSent(id, refusal(room.book.get(id), reply, room), room);
	} else if (!(await takeKept(id, gone(job).failure, room, { status, headers }))) {
		endSent(id, gone(job), room);
	}
}

/** Keeps a reply that can hold pictures; of a refusal the text is enough. */
async function keep(
	id: JobId,
	{ status, headers, path, text }: SpooledReply,
	key: string | undefined,
	{ replies }: JobRoom,
): Promise<HttpReply> {
	const good = status >= 200 && status < 300;
	if (good) {
		const plain = withoutKey(text ?? "", key);
		if (path === undefined) replies.hold(id, plain);
		else if (plain !== (text ?? "")) await replies.keepInstead(id, plain);
		return { status, headers, body: "" };
	}
	const body = text ?? (await (await replies.read(id))?.text()) ?? "";
	await replies.remove(id);
	return { status, headers, body: withoutKey(body, key) };
}

/** The moment a request leaves: the journal says so first, or it does not leave. */
class Departure {
	readonly #id: JobId;
	readonly #room: JobRoom;
	begun = false;
	/** Why the journal would not say so. */
	refusal: unknown;

	constructor(id: JobId, room: JobRoom) {
		this.#id = id;
		this.#room = room;
	}

	begin(): void {
		try {
			const sentAt = this.#room.clock.now();
			this.#room.book.update(this.#id, { state: "sending", sentAt, unreached: undefined });
		} catch (thrown) {
			this.refusal = thrown;
			throw thrown;
		}
		this.begun = true;
	}
}

/** Nothing has left this computer, whatever the reason usually means. */
function notSent(id: JobId, thrown: unknown, { room, signal }: Sending): void {
	if (signal.reason === CLOSING) return;
	const { failure } = asError(thrown, signal);
	const { book, clock } = room;
	const job = book.get(id);
	if (failure.kind === "cancelled") {
		book.update(id, { state: "canceled", error: { ...failure, charged: "no" } });
	} else if (waitsForNetwork(job, failure, room)) {
		const unreached = (job.unreached ?? 0) + 1;
		book.update(id, {
			state: "queued",
			hold: { reason: "offline", since: clock.now() },
			unreached,
		});
	} else book.update(id, { state: "failed", error: { ...failure, charged: "no" } });
}

/** The request has left, and its reply did not come whole. */
async function lostOnTheWay(
	id: JobId,
	thrown: unknown,
	{ room, signal }: Sending,
	frames: TakeStream | undefined,
): Promise<void> {
	if (signal.reason === CLOSING) return;
	const error = asError(thrown, signal);
	if (await frames?.end(error.failure)) return;
	if (!(await takeKept(id, error.failure, room))) endSent(id, error, room);
}

function refusal(job: JournalJob, reply: HttpReply, room: JobRoom): AppError {
	const error = room.adapterFor(job.gateway).readError(reply, replyContext(job, room));
	if (error.reason !== "task-not-found") return error;
	// A submit asks after no task: what is not there is the address.
	return appError("address-not-found", { address: job.baseUrl }, { httpStatus: reply.status });
}

/** A good reply that cannot be found again. */
function gone({ gatewayTitle }: JournalJob): AppError {
	return appError("connection-lost", { gateway: gatewayTitle });
}

function asError(thrown: unknown, signal: AbortSignal): AppError {
	const stopped = signal.aborted && !(thrown instanceof AppError);
	return stopped ? appError("cancelled", {}, { cause: thrown }) : AppError.from(thrown);
}
