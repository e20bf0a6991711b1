import { expect, it } from "vitest";
import { SavingTurns } from "../../../../src/main/jobs/saving-turns.ts";

const never = new AbortController().signal;
const settled = () => new Promise<void>((resolve) => setImmediate(resolve));

/** Takes all turns there are, and does not wait for more. */
async function takeAll(turns: SavingTurns) {
	const given: (() => void)[] = [];
	for (let n = 0; n < 100; n += 1) {
		const stop = new AbortController();
		const before = given.length;
		turns.take(0, stop.signal).then(
			(giveBack) => given.push(giveBack),
			() => {},
		);
		await settled();
		stop.abort();
		if (given.length === before) break;
	}
	return given;
}

it("only so many save at a time, and whose picture dies first goes first", async () => {
	const turns = new SavingTurns();
	const given = await takeAll(turns);
	expect(given.length).toBe(8);
	const order: number[] = [];
	const wait = (before: number) =>
		turns.take(before, never).then((giveBack) => {
			order.push(before);
			giveBack();
		});
	const all = [wait(300), wait(100), wait(Number.MAX_SAFE_INTEGER), wait(200)];
	for (const giveBack of given) giveBack();
	await Promise.all(all);
	expect(order).toEqual([100, 200, 300, Number.MAX_SAFE_INTEGER]);
});

it("a turn given back twice is one turn", async () => {
	const turns = new SavingTurns();
	const [first, ...others] = await takeAll(turns);
	first?.();
	first?.();
	for (const giveBack of others) giveBack();
	expect((await takeAll(turns)).length).toBe(8);
});

it("who stops waiting leaves the line, and the others move up", async () => {
	const turns = new SavingTurns();
	const given = await takeAll(turns);
	const stop = new AbortController();
	const stopped = turns.take(1, stop.signal);
	const next = turns.take(2, never);
	stop.abort(new Error("stopped"));
	await expect(stopped).rejects.toThrow("stopped");
	given[0]?.();
	await expect(next).resolves.toBeTypeOf("function");
});
