/** What is scripted for the next requests of one sort, in order. */
export class FaultQueue<Fault> {
	#rows: { readonly fault: Fault; left: number }[] = [];

	add(fault: Fault, times: number | "always" = 1): void {
		this.#rows.push({ fault, left: times === "always" ? Number.POSITIVE_INFINITY : times });
	}

	/** What happens to this request; nothing: all goes well. */
	take(): Fault | undefined {
		const [first] = this.#rows;
		if (first === undefined) return undefined;
		first.left -= 1;
		if (first.left <= 0) this.#rows.shift();
		return first.fault;
	}

	clear(): void {
		this.#rows = [];
	}
}
