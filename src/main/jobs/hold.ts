import type { Failure } from "../../contract/errors.ts";
import type { Hold } from "../../contract/jobs.ts";
import type { JobPrice } from "../../contract/money.ts";
import { worstCaseImages } from "../../contract/request-cost.ts";
import type { GatewayAdapter } from "../gateways/gateway-adapter.ts";
import type { JournalJob } from "../store/journal-repo.ts";
import type { JobMoney } from "./job-money.ts";
import type { JobRoom } from "./job-room.ts";

/** Codes of Node (https://nodejs.org/api/errors.html, read 2026-11-21) that speak of no way out at all. */
const noNetworkCodes = new Set([
	"ENOTFOUND",
	"EAI_AGAIN",
	"ENETUNREACH",
	"EHOSTUNREACH",
	"ENETDOWN",
]);

/**
 * So often a job is kept that could not be sent for want of a network which the system says is
 * there; with the rests in between that is a quarter of an hour. Then its address is wrong.
 */
const TRIES_AGAINST_THE_SYSTEM = 5;

/** What can go wrong on the way of a reference to where the gateway reads it, when there is no network. */
const networkKinds: readonly Failure["kind"][] = ["network", "timeout", "server"];

/** Two prices nearer than this are the same: sums of fractions are never exact. US dollars. */
const SAME_USD = 0.000_05;

/** Whether a gateway is asked over the network at all. */
export function needsNetwork(adapter: GatewayAdapter): boolean {
	return adapter.builtInBaseUrl === undefined;
}

/**
 * Whether a job that could not be sent waits for the network instead of failing. Only for failures
 * before the first byte left.
 */
export function waitsForNetwork(
	job: JournalJob,
	failure: Failure,
	{ network, adapterFor }: Pick<JobRoom, "network" | "adapterFor">,
): boolean {
	if (!needsNetwork(adapterFor(job.gateway))) return false;
	if (!network.state().online) return networkKinds.includes(failure.kind);
	if (!noNetworkCodes.has(String(failure.facts?.code ?? ""))) return false;
	return (job.unreached ?? 0) < TRIES_AGAINST_THE_SYSTEM;
}

/** What a job is made at now. */
export function priceNow(
	{ gateway, request }: Pick<JournalJob, "gateway" | "request">,
	money: JobMoney,
): JobPrice | undefined {
	return money.priceOf(gateway, request.model, worstCaseImages(request));
}

/**
 * What keeps a job from being sent by itself although the designer asked for it a while ago: it
 * costs more now than it did, or no longer fits the budget.
 * @param before the job as the budget counts it: this one while it is queued, else the one it stands for
 * @param agreed the most the designer has agreed to, US dollars; absent: no price was known
 */
export function moneyHold(
	job: JournalJob,
	before: JournalJob | undefined,
	agreed: number | undefined,
	{ money, clock }: Pick<JobRoom, "money" | "clock">,
): Hold | undefined {
	const worst = priceNow(job, money)?.worstUsd;
	const since = clock.now();
	// What is free is never asked about, whatever has been spent.
	if (worst === undefined || worst === 0) return undefined;
	if (agreed !== undefined && worst > agreed + SAME_USD) return { reason: "price-changed", since };
	const counted = before?.charged?.usd ?? before?.price?.worstUsd ?? 0;
	return money.fits(worst - counted) ? undefined : { reason: "over-budget", since };
}
