import { AppError, appError, type Failure } from "../../contract/errors.ts";
import type { ImageId, JobId } from "../../contract/ids.ts";
import type { ImageRecord } from "../../contract/library.ts";
import type { JournalOutput } from "../store/journal-repo.ts";
import { bringHome } from "./bring-home.ts";
import { endReceiving } from "./end-receiving.ts";
import { FreshLinks } from "./fresh-links.ts";
import type { JobRoom } from "./job-room.ts";
import { KeptPictures } from "./kept-pictures.ts";
import { linkVerdict } from "./link-verdict.ts";
import { recipeOf } from "./recipe-of.ts";

const AT_ONCE = 3;
/** Pauses between tries of one link; fetching costs nothing, so the last one is generous. */
const PAUSES_MS = [1_000, 5_000, 20_000];

/** A server that wants more patience than this is asked again when the job has rested. */
const LONGEST_PAUSE_MS = 60_000;

/**
 * Brings the outputs of one receiving job home: soonest to expire first, each on its own, so that
 * one bad output never harms its siblings; also while others are still coming. Each is tried in one
 * run only once, with a few pauses; what still could come (a full disk, a server that is down) stays
 * pending, and the job stays receiving.
 */
export class SavingRun {
	readonly #id: JobId;
	readonly #room: JobRoom;
	readonly #signal: AbortSignal;
	readonly #links: FreshLinks;
	readonly #source: { readonly kept: KeptPictures; readonly signal: AbortSignal };
	readonly #tried = new Set<ImageId>();
	/** Outputs that were given another link, or would have been, and what they had before. */
	readonly #renewed = new Map<
		ImageId,
		{ readonly before: JournalOutput; readonly error: Failure }
	>();
	readonly #workers = new Set<Promise<void>>();
	#fault: { readonly thrown: unknown } | undefined;

	constructor(id: JobId, room: JobRoom, signal: AbortSignal) {
		this.#id = id;
		this.#room = room;
		this.#signal = signal;
		this.#links = new FreshLinks(id, room, signal);
		this.#source = { kept: new KeptPictures(id, room), signal };
	}

	/** Begins with what is pending and was not tried yet. */
	poke(): void {
		// Whatever is taken counts as tried: nothing is taken that nobody works on.
		const next = this.#workers.size < AT_ONCE ? this.#next() : undefined;
		if (next === undefined) return;
		const worker = this.#work(next)
			.catch((thrown: unknown) => {
				this.#fault ??= { thrown };
			})
			.finally(() => {
				this.#workers.delete(worker);
			});
		this.#workers.add(worker);
		this.poke();
	}

	/**
	 * Tries everything there is, and writes down how the job ended, if it has.
	 * @throws what the journal throws
	 */
	async finish(): Promise<void> {
		this.poke();
		while (this.#workers.size > 0) await Promise.all(this.#workers);
		if (this.#fault !== undefined) throw this.#fault.thrown;
		if (!this.#signal.aborted) await endReceiving(this.#id, this.#room);
	}

	async #work(first: JournalOutput): Promise<void> {
		for (
			let output: JournalOutput | undefined = first;
			output !== undefined;
			output = this.#next()
		) {
			await this.#saveWithTries(output.id);
		}
	}

	/** Takes the next output to be tried. */
	#next(): JournalOutput | undefined {
		if (this.#signal.aborted || this.#fault !== undefined) return undefined;
		const next = this.#room.book
			.get(this.#id)
			.outputs.filter(({ id, state }) => isOpen(state) && !this.#tried.has(id))
			// Of those that live equally long the first frame comes last, so that the newest is on top.
			.sort((a, b) => expiryOf(a) - expiryOf(b) || b.index - a.index)[0];
		if (next !== undefined) this.#tried.add(next.id);
		return next;
	}

	async #saveWithTries(id: ImageId): Promise<void> {
		for (const pauseMs of [...PAUSES_MS, undefined]) {
			const error = await this.#tryInTurn(id);
			if (error === undefined || error.retry !== "now" || error.kind === "storage") return;
			if (pauseMs === undefined || this.#signal.aborted) return;
			const wanted = error.retryAfterMs ?? pauseMs;
			// The job rests and goes on by itself later.
			if (wanted > LONGEST_PAUSE_MS) return;
			await this.#room.clock.sleep(wanted, this.#signal).catch(() => {});
		}
	}

	/** @returns why it is not saved, or undefined when it is, or nothing is to be done any more */
	async #tryInTurn(id: ImageId): Promise<Failure | undefined> {
		const { turns } = this.#room;
		const before = expiryOf(this.#output(id));
		const giveBack = await turns.take(before, this.#signal).catch(() => undefined);
		if (giveBack === undefined) return undefined;
		try {
			const error = await this.#tryToSave(id);
			return error !== undefined && (await this.#renew(id, error)) ? this.#tryToSave(id) : error;
		} finally {
			giveBack();
		}
	}

	/**
	 * @returns why it is not saved, or undefined when it is
	 * @throws what the journal throws
	 */
	async #tryToSave(outputId: ImageId): Promise<Failure | undefined> {
		const { book, library, emit, replies } = this.#room;
		const output = this.#output(outputId);
		// An earlier try may have been cut short before it could say how it ended.
		const job = book.updateOutput(this.#id, outputId, {
			state: "fetching",
			error: undefined,
			tries: output.tries + 1,
		});
		let image: ImageRecord;
		try {
			const request = { recipe: recipeOf(job), output: { id: outputId, index: output.index } };
			image =
				(await library.recoverOutput(request)) ??
				(await library.saveOutput({
					...request,
					...(await bringHome(job, output, this.#room, this.#source)),
				}));
		} catch (thrown) {
			return this.#notSaved(AppError.from(thrown).failure, output);
		}
		const { width, height } = image;
		book.updateOutput(this.#id, outputId, { state: "saved", width, height });
		// One that an earlier run saved may have been thrown away since: it is in no gallery.
		const shown = library.find(outputId);
		if (shown !== undefined && shown.trashedAt === undefined) emit("library.added", [image]);
		if (output.source.kind === "frame") {
			await replies.dropFrame(this.#id, output.index).catch(() => {});
		}
		return undefined;
	}

	#notSaved(said: Failure, output: JournalOutput): Failure {
		// Stopped, not failed: the next start goes on with it.
		if (this.#signal.aborted) return said;
		const { book, clock } = this.#room;
		const failure = linkVerdict(said, book.get(this.#id), output, clock.now());
		const renewed = this.#renewed.get(output.id);
		// A better link that is worse: the one before it said no, and may yet say yes.
		if (failure.retry === "never" && renewed !== undefined && renewed.error.retry !== "never") {
			const { before, error } = renewed;
			const { source, expiresAt } = before;
			book.updateOutput(this.#id, output.id, { state: "pending", source, expiresAt, error });
			return error;
		}
		// A dead link is not given up before its task was asked for another one.
		const over = failure.retry === "never" && !this.#mayRenew(output, failure);
		book.updateOutput(this.#id, output.id, { state: over ? "lost" : "pending", error: failure });
		return failure;
	}

	#mayRenew({ id, source }: JournalOutput, { reason }: Failure): boolean {
		const job = this.#room.book.get(this.#id);
		return (
			(reason === "link-expired" || reason === "link-refused") &&
			source.kind === "link" &&
			job.remoteId !== undefined &&
			this.#room.adapterFor(job.gateway).tasks !== undefined &&
			!this.#renewed.has(id)
		);
	}

	/** @returns whether there is another link to be tried */
	async #renew(id: ImageId, error: Failure): Promise<boolean> {
		const output = this.#output(id);
		if (this.#signal.aborted || !this.#mayRenew(output, error)) return false;
		this.#renewed.set(id, { before: output, error });
		const found = await this.#links.for(output);
		if (this.#signal.aborted) return false;
		const { book } = this.#room;
		if (found === undefined) {
			if (error.retry === "never") book.updateOutput(this.#id, id, { state: "lost" });
			return false;
		}
		const source = { kind: "link", url: found.url } as const;
		book.updateOutput(this.#id, id, { source, expiresAt: found.expiresAt });
		return true;
	}

	#output(id: ImageId): JournalOutput {
		const found = this.#room.book.get(this.#id).outputs.find((output) => output.id === id);
		if (found === undefined) throw appError("internal", { said: "a job lost one of its outputs" });
		return found;
	}
}

const isOpen = (state: JournalOutput["state"]) => state === "pending" || state === "fetching";

/** Far away, but a number that can be subtracted from itself. */
function expiryOf(output: JournalOutput): number {
	return output.expiresAt ?? Number.MAX_SAFE_INTEGER;
}
