import type { IncomingMessage } from "node:http";
import type { SubmitFault } from "./scenarios.ts";

/** One request as it arrived. */
export type SeenRequest = {
	readonly method: string;
	readonly path: string;
	readonly headers: IncomingMessage["headers"];
	/** Absent when the body was not read. */
	readonly body?: string;
	/** What was answered; absent while nothing was. */
	readonly status?: number;
};

/** Adds to what is known of one request. */
export type Note = (more: Pick<SeenRequest, "body" | "status">) => void;

/** What a simulator has seen, what it has charged, and what it is still to do. */
export class SimulatorState {
	/** Submits that reached the simulator, refused and broken ones too. */
	submits = 0;
	/** Pictures made. */
	charges = 0;
	readonly faults: SubmitFault[] = [];
	readonly requests: SeenRequest[] = [];
	readonly bodies: Record<string, unknown>[] = [];
	#taken = 0;
	readonly #waiting: { readonly submits: number; readonly resolve: () => void }[] = [];
	#released = false;
	readonly #stalled: (() => void)[] = [];

	saw(request: IncomingMessage, path: string): Note {
		const at = this.requests.length;
		const seen = { method: request.method ?? "", path, headers: request.headers };
		this.requests.push(seen);
		return (more) => {
			this.requests[at] = { ...(this.requests[at] ?? seen), ...more };
		};
	}

	tookBody(): void {
		this.#taken += 1;
		for (const { submits, resolve } of this.#waiting) if (this.#taken >= submits) resolve();
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
}
