import { expect } from "vitest";
import { AppError, errorKinds } from "../../../src/contract/errors.ts";
import type { TaskAnswer } from "../../../src/main/gateways/gateway-adapter.ts";
import { type FaultRow, stage } from "../../simulator/fault-row.ts";
import { type GatewayCaller, picturesIn, type Told } from "./gateway-caller.ts";

/** Long enough for this computer, short enough for a test; undici rounds what is longer up to whole seconds. */
const SHORT_MS = 1_000;

export const stalls = ({ fault }: FaultRow) =>
	"kind" in fault &&
	(fault.kind === "stall" || (fault.kind === "stream" && fault.end?.how === "stall"));
export const refusesConnections = ({ fault }: FaultRow) =>
	"kind" in fault && fault.kind === "refuse-connections";
export const timeoutOf = (row: FaultRow) => (stalls(row) ? { timeoutMs: SHORT_MS } : {});

/** A named error with a whole sentence, that never calls free what was charged. */
export function expectTruth(thrown: unknown, chargedImages: number): AppError {
	if (!(thrown instanceof AppError)) throw new Error(`no AppError: ${String(thrown)}`);
	const { failure } = thrown;
	expect(failure.reason).not.toBe("internal");
	expect(errorKinds).toContain(failure.kind);
	expect(failure.message.length).toBeGreaterThan(20);
	expect(failure.message).not.toMatch(/undefined|\{\{|\[object/);
	// What a gateway said itself may have been shortened; a blank of ours must be filled.
	expect(failure.message.replace(failure.detail ?? "", "")).not.toContain("…");
	if (chargedImages > 0) expect(failure.charged).not.toBe("no");
	return thrown;
}

/** Pictures that reached the client, whichever way. */
export const received = ({ submission, saved }: Told) => picturesIn(submission ?? saved);

/** What the first question gave, and what came of the task in the end. */
export async function askUntilOver(
	{ simulator, poll }: GatewayCaller,
	row: FaultRow,
): Promise<{ readonly first: TaskAnswer | AppError; readonly last: TaskAnswer }> {
	const [task] = simulator.tasks();
	if (task === undefined) throw new Error("there is no task");
	stage(simulator, row);
	const first = await poll(task.id, timeoutOf(row)).catch(AppError.from);
	if (refusesConnections(row)) await simulator.comeBack();
	if ("kind" in first && first.kind !== "waiting") return { first, last: first };
	for (let asked = 0; asked < 4; asked += 1) {
		const answer = await poll(task.id);
		if (answer.kind !== "waiting") return { first, last: answer };
	}
	throw new Error("the task never ends");
}
