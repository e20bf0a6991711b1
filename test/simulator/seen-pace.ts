import type { SeenPace, SeenPoll } from "./simulator.ts";
import type { SimulatorState } from "./simulator-state.ts";

const SECOND_MS = 1000;

/** How fast an account was asked after its tasks. */
export function seenPace({ polls, tasks }: SimulatorState): SeenPace {
	const byTask = Map.groupBy(polls, (poll) => poll.task);
	const gaps = [...byTask.values()].flatMap(gapsBetween);
	const firstWaits = [...byTask].flatMap(([id, [first]]) => {
		const task = tasks.get(id);
		return task === undefined || first === undefined ? [] : [first.at - task.submittedAt];
	});
	const late = polls.filter(({ task, at }) => at > (tasks.get(task)?.toldAt ?? Infinity));
	return {
		smallestGapOfATask: least(gaps),
		smallestGap: least(gapsBetween(polls)),
		smallestFirstWait: least(firstWaits),
		mostPerSecond: mostWithin(
			polls.map((poll) => poll.at),
			SECOND_MS,
		),
		afterTheEnd: late.length,
	};
}

/** The most of these moments, in order, that lie within one span. */
function mostWithin(moments: readonly number[], span: number): number {
	let most = 0;
	let first = 0;
	for (const [place, moment] of moments.entries()) {
		while (moment - (moments[first] ?? moment) >= span) first += 1;
		most = Math.max(most, place - first + 1);
	}
	return most;
}

function gapsBetween(polls: readonly SeenPoll[]): readonly number[] {
	return polls.slice(1).map((poll, place) => poll.at - (polls[place]?.at ?? 0));
}

/** Of more numbers than a call takes. */
function least(numbers: readonly number[]): number {
	return numbers.reduce((least, number) => Math.min(least, number), Number.POSITIVE_INFINITY);
}
