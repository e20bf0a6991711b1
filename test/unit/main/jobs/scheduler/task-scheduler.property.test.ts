import fc from "fast-check";
import { expect, it } from "vitest";
import { calm, chances, paces, ROUNDING, rehearse, seconds, taleOf, trouble } from "./rehearsal.ts";
import { second } from "./scheduler-rig.ts";

const hour = 3_600 * second;
/** The part by which chance may lengthen a wait. */
const JITTER = 0.15;
const MAX_TASKS = 30;

const anyTask = fc.nat({ max: MAX_TASKS - 1 });
/** What happens meanwhile, and after how long. */
const happening = fc.tuple(
	seconds(0, 60),
	fc.oneof(
		fc.constantFrom({ online: false }, { online: true }, { awake: false }, { awake: true }),
		fc.record({ leap: fc.integer({ min: -7_200, max: 7_200 }).map((s) => s * second) }),
		fc.record({ remove: anyTask }),
		fc.record({ askNow: anyTask }),
		fc.record({ addAgain: anyTask }),
	),
);

it("keeps every limit whatever gateways, the network, the clock and the designer do, and comes to an end", async () => {
	const tales = fc.array(
		taleOf(
			fc.oneof(
				{ weight: 6, arbitrary: calm },
				{ weight: 3, arbitrary: trouble },
				{ weight: 1, arbitrary: fc.constant("rejects" as const) },
			),
		),
		{ minLength: 1, maxLength: MAX_TASKS, size: "max" },
	);
	const happenings = fc.array(happening, { maxLength: 25, size: "max" });
	await fc.assert(
		fc.asyncProperty(
			tales,
			paces,
			chances,
			happenings,
			async (tales, paces, chances, happenings) => {
				const play = rehearse({ tales, paces, chances });
				for (const [afterMs, what] of happenings) {
					await play.clock.pass(afterMs);
					if ("leap" in what) play.clock.leap(what.leap);
					else if ("remove" in what) withTask(what.remove, play.remove);
					else if ("askNow" in what) withTask(what.askNow, play.askNow);
					else if ("addAgain" in what) withTask(what.addAgain, play.addAgain);
					else play.network.report(what);
				}
				play.network.report({ online: true, awake: true });
				await play.clock.pass(12 * hour);
				expect(play.broken).toEqual([]);
				const open = play.tasks.filter((task) => !play.isOver(task) && !play.lastPlan(task)?.late);
				expect(open).toEqual([]);
				expect(play.clock.sleepers).toBe(0);
				const unasked = play.plans.filter(
					({ id, late, at }) =>
						late && !play.questions.some((one) => one.id === id && one.at <= at),
				);
				expect(unasked).toEqual([]);

				function withTask(index: number, act: (task: (typeof play.tasks)[number]) => void): void {
					const task = play.tasks[index % play.tasks.length];
					if (task !== undefined) act(task);
				}
			},
		),
		{ numRuns: 150 },
	);
});

it("asks after every task that waits within slowestMs, jitter and its turn", async () => {
	const tales = fc.array(taleOf(calm), { minLength: 1, maxLength: MAX_TASKS, size: "max" });
	await fc.assert(
		fc.asyncProperty(tales, paces, chances, async (tales, paces, chances) => {
			const play = rehearse({ tales, paces, chances });
			await play.clock.pass(2 * hour);
			expect(play.broken).toEqual([]);
			for (const task of play.tasks) {
				const latency = Math.max(...tales.map((tale) => tale.latency));
				const { slowestMs, perSecond } = task.pace;
				// Each of the others may come first, and four are answered at a time.
				const turn = (tales.length + 1) * Math.max(1_000 / perSecond, latency);
				const bound = slowestMs * (1 + JITTER) + turn + latency + 1 + ROUNDING;
				const asked = play.askedAt(task).map((at) => at * second);
				const gaps = asked.map((at, n) => at - (asked[n - 1] ?? 0));
				expect(asked.length).toBeGreaterThan(0);
				expect(Math.max(...gaps)).toBeLessThanOrEqual(bound);
			}
		}),
		{ numRuns: 100 },
	);
});
