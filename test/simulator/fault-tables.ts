import { arkFaults, shapeFaults, smallerSets } from "./ark-faults.ts";
import { evolinkFaults } from "./evolink-faults.ts";
import { type FaultRow, nothing, paidFor } from "./fault-row.ts";
import { reapiFaults } from "./reapi-faults.ts";
import { submitFaults } from "./scenarios.ts";
import type { GatewayName } from "./simulator.ts";
import { toapisFaults } from "./toapis-faults.ts";
import { resultLinkFaults, streamFaults, submitWayFaults } from "./way-faults.ts";

/** Tokaify's own answers; the ways to break off and the shapes are everyone's. */
const tokaifyAnswers = Object.entries(submitFaults).flatMap(([name, fault]): FaultRow[] =>
	fault.kind === "reply"
		? [{ name, at: "submit", fault, truth: fault.charged ? paidFor(0) : nothing }]
		: [],
);

/**
 * Every fault of every gateway, with what is true on the gateway's side:
 *
 *     for (const [gateway, rows] of Object.entries(faultTables)) for (const row of rows) {
 *         stage(simulator, row);  // then a request of PICTURES_ASKED pictures
 *     }
 *
 * Names are unique within a gateway. After a row that refuses connections, `comeBack()`; after one
 * that stalls, `release()`.
 */
export const faultTables: Readonly<Record<GatewayName, readonly FaultRow[]>> = {
	tokaify: [
		// Its entries are longer, so more of them is in the first half.
		...submitWayFaults(paidFor(0), paidFor(2)),
		...tokaifyAnswers,
		...shapeFaults,
		...smallerSets,
		...streamFaults,
		...resultLinkFaults,
	],
	toapis: toapisFaults,
	evolink: evolinkFaults,
	reapi: reapiFaults,
	ark: arkFaults,
	modelark: arkFaults,
};

/** One row by its name. @throws Error when the gateway has no such fault */
export function faultNamed(gateway: GatewayName, name: string): FaultRow {
	const row = faultTables[gateway].find((one) => one.name === name);
	if (row === undefined) throw new Error(`${gateway} has no fault "${name}"`);
	return row;
}
