import type { IncomingMessage } from "node:http";
import { FaultQueue } from "./fault-queue.ts";
import type { AsideFault, PollFault, SubmitFault } from "./faults.ts";
import type { SimulatedTask } from "./simulated-task.ts";
import type {
	ChargeRow,
	GivenPicture,
	SeenPoll,
	SeenRequest,
	SeenSubmit,
	SeenUpload,
} from "./simulator.ts";

type Changeable<T> = { -readonly [K in keyof T]: T[K] };

/** Adds to what is known of one request. */
export type Note = (more: Pick<SeenRequest, "body" | "status">) => void;

let simulators = 0;
/** More jobs than one simulator is ever asked for: no two simulators of a process give the same id. */
const NUMBERS_EACH = 1_000_000;

/** What a simulator has seen, what it has made and charged, and what is still to go wrong. */
export class SimulatorState {
	readonly submits: Changeable<SeenSubmit>[] = [];
	readonly requests: SeenRequest[] = [];
	readonly charges = new Map<string, Changeable<ChargeRow>>();
	readonly tasks = new Map<string, SimulatedTask>();
	readonly polls: SeenPoll[] = [];
	readonly uploads = new Map<string, Changeable<SeenUpload> & { readonly file: Buffer }>();
	readonly given = new Map<string, GivenPicture>();
	readonly submitFaults = new FaultQueue<SubmitFault>();
	readonly pollFaults = new FaultQueue<PollFault>();
	readonly uploadFaults = new FaultQueue<AsideFault>();
	readonly questionFaults = new FaultQueue<AsideFault>();
	#made: number;
	#taken = 0;
	#waiting: { readonly submits: number; readonly resolve: () => void }[] = [];
	#released = false;
	readonly #stalled: (() => void)[] = [];

	constructor() {
		this.#made = simulators * NUMBERS_EACH;
		simulators += 1;
	}

	saw(request: IncomingMessage, path: string): Note {
		const at = this.requests.length;
		const seen = { method: request.method ?? "", path, headers: request.headers };
		this.requests.push(seen);
		return (more) => {
			this.requests[at] = { ...(this.requests[at] ?? seen), ...more };
		};
	}

	/** The number of the next job, task or file. */
	nextNumber(): number {
		this.#made += 1;
		return this.#made;
	}

	charge(id: string, images: number): void {
		const row = this.charges.get(id);
		if (row === undefined) this.charges.set(id, { id, images, reserved: images });
		else row.images = images;
	}

	tookBody(): void {
		this.#taken += 1;
		const ready = this.#waiting.filter((one) => this.#taken >= one.submits);
		this.#waiting = this.#waiting.filter((one) => this.#taken < one.submits);
		for (const { resolve } of ready) resolve();
	}

	taken(submits: number): Promise<void> {
		if (this.#taken >= submits) return Promise.resolve();
		return new Promise((resolve) => this.#waiting.push({ submits, resolve }));
	}

	stall(): Promise<void> {
		if (this.#released) return Promise.resolve();
		return new Promise((resolve) => this.#stalled.push(resolve));
	}

	release(): void {
		this.#released = true;
		for (const resume of this.#stalled.splice(0)) resume();
	}

	clearFaults(): void {
		for (const queue of [
			this.submitFaults,
			this.pollFaults,
			this.uploadFaults,
			this.questionFaults,
		]) {
			queue.clear();
		}
	}
}
