import type { MadePicture, TaskView } from "./gateway-side.ts";
import type { SeenTask, SimulatorOptions } from "./simulator.ts";

type TaskEnd = {
	readonly images: number;
	readonly error?: Readonly<Record<string, unknown>>;
	/** The gateway's word for the failure, when not the usual one. */
	readonly word?: string;
};

/** One task: pending, working, and then over, after so many answers, after a time, or when told. */
export class SimulatedTask {
	readonly id: string;
	readonly tag: string | undefined;
	readonly model: string;
	readonly images: number;
	readonly submittedAt = performance.now();
	/** Monotonic, ms; when a client was first told that it is over. */
	toldAt: number | undefined;
	readonly #created = Math.floor(Date.now() / 1000);
	readonly #until: Pick<SimulatorOptions, "answersUntilDone" | "workMs">;
	readonly #makePictures: (images: number) => readonly MadePicture[];
	/** Called once, with what was made. */
	readonly #onEnd: (made: number, failed: boolean) => void;
	#answers = 0;
	#end: TaskEnd | undefined;
	#finishedAt: number | undefined;
	#pictures: readonly MadePicture[] = [];

	constructor(task: {
		readonly id: string;
		readonly tag: string | undefined;
		readonly model: string;
		readonly images: number;
		/** Pictures that will be made, where that differs from what was asked for. */
		readonly makes: number;
		readonly until: Pick<SimulatorOptions, "answersUntilDone" | "workMs">;
		readonly makePictures: (images: number) => readonly MadePicture[];
		readonly onEnd: (made: number, failed: boolean) => void;
	}) {
		this.id = task.id;
		this.tag = task.tag;
		this.model = task.model;
		this.images = task.images;
		this.makes = task.makes;
		this.#until = task.until;
		this.#makePictures = task.makePictures;
		this.#onEnd = task.onEnd;
	}

	readonly makes: number;

	get pictures(): readonly MadePicture[] {
		return this.#pictures;
	}

	/** Ends the task; what has ended stays as it is. */
	end(end: TaskEnd = { images: this.makes }): void {
		if (this.#end !== undefined) return;
		this.#end = end;
		this.#finishedAt = performance.now();
		if (end.error === undefined) this.#pictures = this.#makePictures(end.images);
		this.#onEnd(this.#pictures.length, end.error !== undefined);
	}

	/** A question is about to be answered: time goes on. */
	answered(): void {
		this.#answers += 1;
		const { answersUntilDone = 2, workMs } = this.#until;
		const due =
			workMs === undefined
				? answersUntilDone !== "held" && this.#answers >= answersUntilDone
				: performance.now() >= this.submittedAt + workMs;
		if (due) this.end();
	}

	seen(): SeenTask {
		return {
			id: this.id,
			...(this.tag !== undefined && { tag: this.tag }),
			state: this.#state(),
			images: this.images,
			submittedAt: this.submittedAt,
			...(this.#finishedAt !== undefined && { finishedAt: this.#finishedAt }),
			...(this.toldAt !== undefined && { toldAt: this.toldAt }),
		};
	}

	/** @param word instead of the page's word for a task that goes on */
	view(word?: string): TaskView {
		const finishedAt = this.#finishedAt;
		const shown = word ?? this.#end?.word;
		return {
			id: this.id,
			...(this.tag !== undefined && { tag: this.tag }),
			model: this.model,
			state: this.#state(),
			images: this.images,
			created: this.#created,
			...(finishedAt !== undefined && {
				ended: Math.ceil((performance.timeOrigin + finishedAt) / 1000),
			}),
			...(shown !== undefined && { word: shown }),
			...(this.#end?.error !== undefined && { error: this.#end.error }),
			links: this.#pictures.flatMap((one) => one.url ?? []),
		};
	}

	#state(): SeenTask["state"] {
		if (this.#end !== undefined) return this.#end.error === undefined ? "done" : "failed";
		return this.#answers <= 1 ? "pending" : "working";
	}
}
