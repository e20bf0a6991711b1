import { expect, it } from "vitest";
import { SharedWork } from "../../../../src/main/references/shared-work.ts";

const never = new AbortController().signal;

/** Work that ends when the test says so. */
function staged() {
	const runs: {
		readonly signal: AbortSignal;
		readonly end: (value: string) => void;
		readonly fail: (error: Error) => void;
	}[] = [];
	const start = (signal: AbortSignal) =>
		new Promise<string>((resolve, reject) => {
			runs.push({ signal, end: resolve, fail: reject });
		});
	return { runs, start };
}

it("is done once for all who ask meanwhile, and again for who comes later", async () => {
	const shared = new SharedWork<string>();
	const { runs, start } = staged();
	const both = [shared.share("a", never, start), shared.share("a", never, start)];
	const other = shared.share("b", never, start);
	expect(runs).toHaveLength(2);
	runs[0]?.end("one");
	expect(await Promise.all(both)).toEqual(["one", "one"]);
	runs[1]?.end("two");
	expect(await other).toBe("two");
	const again = shared.share("a", never, start);
	runs[2]?.end("three");
	expect(await again).toBe("three");
});

it("fails for all who share it, and is begun anew by the next", async () => {
	const shared = new SharedWork<string>();
	const { runs, start } = staged();
	const both = [shared.share("a", never, start), shared.share("a", never, start)];
	runs[0]?.fail(new Error("no"));
	const ends = await Promise.allSettled(both);
	expect(ends.map(({ status }) => status)).toEqual(["rejected", "rejected"]);
	void shared.share("a", never, start);
	expect(runs).toHaveLength(2);
});

it("goes on while anybody waits, and stops with the last", async () => {
	const shared = new SharedWork<string>();
	const { runs, start } = staged();
	const [first, second] = [new AbortController(), new AbortController()];
	const both = [
		shared.share("a", first.signal, start),
		shared.share("a", second.signal, start),
	].map((work) => work.catch((error: Error) => error.message));
	first.abort();
	expect(runs[0]?.signal.aborted).toBe(false);
	second.abort();
	expect(runs[0]?.signal.aborted).toBe(true);
	expect(await Promise.all(both)).toEqual(["Stopped by you.", "Stopped by you."]);
	// Whoever comes now does not share the end of the stopped one.
	const next = shared.share("a", never, start);
	runs[0]?.fail(new Error("stopped"));
	runs[1]?.end("fresh");
	expect(await next).toBe("fresh");
});

it("is not begun for somebody who has stopped already", async () => {
	const { runs, start } = staged();
	const work = new SharedWork<string>().share("a", AbortSignal.abort(), start);
	await expect(work).rejects.toThrow("Stopped by you.");
	expect(runs).toHaveLength(0);
});
