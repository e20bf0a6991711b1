import type { ErrorReason } from "../../../src/contract/errors.ts";
import type { JobState } from "../../../src/contract/jobs.ts";
import { type FaultRow, PICTURES_ASKED } from "../../simulator/fault-row.ts";
import type { GatewayName } from "../../simulator/simulator.ts";

/**
 * Answers to a submit after which nothing was charged, but that do not prove it: somebody on the
 * way gave up, or the server broke and may have done so after the work.
 */
const provesNothing: readonly RegExp[] = [
	/^reset before the body is read$/,
	/^(?:stream: )?50[02] /,
	/^200 with a bare error$/,
	/ContentSecurityDetectionError$/,
	/^stream: error before any picture$/,
	/^empty set$/,
];

/** As {@link provesNothing}, at ToAPIs alone: what it takes beforehand, no page says it gives back. */
const provesNothingAtToapis: readonly RegExp[] = [
	/^503 unavailable$/,
	/^200 with a task that failed at once$/,
];

/** The id of the task stands in the first half of the reply of these two. */
const halfHoldsTheId: readonly GatewayName[] = ["evolink", "reapi"];
const halves: readonly string[] = [
	"reset inside the reply",
	"stall inside the reply",
	"truncated JSON",
];

const reasons: readonly (readonly [RegExp, ErrorReason])[] = [
	[/^refused connection$/, "unreachable"],
	[/^401 (?:wrong key|in Chinese|from upstream)$/, "key-rejected"],
	[/^40[23] no money|^403 in Chinese/, "no-money"],
	[/^404 (?:web page|wrong address|not found)$/, "address-not-found"],
	[/^413 /, "body-too-large"],
	[/^429 (?:with|by) /, "too-many-requests"],
	[/^502 /, "gateway-failed"],
];

/** What a submit that failed so is called; undefined: its gateway's own tests say. */
export function expectedReason({ name }: FaultRow): ErrorReason | undefined {
	return reasons.find(([rows]) => rows.test(name))?.[1];
}

/** Links that this app never opens, and pictures it never decodes: given up at the first look. */
const deadLinks: readonly RegExp[] = [/bomb$/, /redirect to/];

/**
 * Where a row leads that strikes once and is not taken back, told from what is true at the gateway:
 * all pictures are had: `done`; some: `partial`; none: `failed` only where it is certain that
 * nothing was charged, or where the task itself says so.
 */
export function expectedEnd(gateway: GatewayName, row: FaultRow): JobState {
	const { charged, obtainable, findableByTag } = row.truth;
	if (findableByTag === true || obtainable >= PICTURES_ASKED)
		return hasPhantom(row) ? "partial" : "done";
	if (halfHoldsTheId.includes(gateway) && halves.includes(row.name)) return "done";
	if (row.at === "link")
		return deadLinks.some((one) => one.test(row.name)) ? "failed" : "receiving";
	if (obtainable > 0) return endOfSome(row);
	if (row.at === "poll") return "failed";
	if (charged > 0) return "unknown";
	const unclear =
		gateway === "toapis" ? [...provesNothing, ...provesNothingAtToapis] : provesNothing;
	if (unclear.some((one) => one.test(row.name))) return "unknown";
	return "failed";
}

/** As {@link expectedEnd}, once the fault was taken back and everything was gone on with. */
export function expectedInTheEnd(gateway: GatewayName, row: FaultRow): JobState {
	const end = expectedEnd(gateway, row);
	return end === "receiving" ? "done" : end;
}

/** All pictures are there, and beside them an error, or the beginning of what may be one more. */
function hasPhantom({ fault }: FaultRow): boolean {
	const shape = "kind" in fault && fault.kind === "shape" ? fault.shape : "";
	return shape === "error-beside-pictures" || shape === "cut-short";
}

/** A set is as long as the model makes it; what was made and did not arrive leaves it incomplete. */
function endOfSome({ fault, name, at }: FaultRow): JobState {
	if (name === "links of one place dead") return "receiving";
	if ("kind" in fault && fault.kind === "makes") return "done";
	// A finished task that names one link, in a set, is a set of one.
	return at === "poll" ? "done" : "partial";
}
