import { assertNever } from "../../contract/errors.ts";
import type { Job } from "../../contract/jobs.ts";
import { formatNumber, formatUsd } from "../bridge/format.ts";
import { type Phrase, type PhraseKey, phraseMaker } from "./phrase.ts";

/** Prices nearer than this are told as one: sums of fractions are never exact. US dollars. */
const SAME_USD = 0.000_5;

/**
 * What a job costs, in phrases that are read as one: before it is known what was charged the worst
 * case, afterwards what the gateway says, and what was expected where that differs. Empty for what
 * costs nothing, and where nothing is known.
 */
export function moneyPhrases(job: Job): readonly Phrase[] {
	const { charged, price } = job;
	const isFree = price?.from === "free" && !charged?.usd && !charged?.credits;
	if (isFree) return [];
	if (charged?.reserved === true) return [...setAside(job), ...withoutCharge(job)];
	return chargedPhrases(job) ?? withoutCharge(job);
}

/** What the gateway says it charged, and what was expected; nothing when it names no sum. */
function chargedPhrases(job: Job): readonly Phrase[] | undefined {
	const { usd, credits } = job.charged ?? {};
	if (usd === undefined && credits === undefined) return undefined;
	const made = madeUsd(job);
	const isAsExpected = made === undefined || (usd !== undefined && Math.abs(made - usd) < SAME_USD);
	return [
		...(usd === undefined ? [] : [sum(job, "money.charged", usd)]),
		...(credits === undefined
			? []
			: [inCredits(job, usd === undefined ? "money.chargedCredits" : "money.credits", credits)]),
		...(isAsExpected ? [] : [sum(job, "money.expected", made)]),
	];
}

function setAside(job: Job): readonly Phrase[] {
	const { usd, credits } = job.charged ?? {};
	if (usd !== undefined) return [sum(job, "money.setAside", usd)];
	return credits === undefined ? [] : [inCredits(job, "money.setAsideCredits", credits)];
}

function withoutCharge(job: Job): readonly Phrase[] {
	const { price, charged, state, outputs } = job;
	const worst = (key: PhraseKey) => (price === undefined ? [] : [sum(job, key, price.worstUsd)]);
	switch (state) {
		case "queued":
		case "preparing":
		case "sending":
		case "waiting":
			return charged?.usd === undefined ? worst("money.upTo") : [];
		case "receiving":
			// More of it comes, and is charged.
			return job.streaming === true ? worst("money.upTo") : made(job);
		case "done":
		case "partial":
			return made(job);
		case "failed":
		case "canceled":
			if (outputs.length > 0) return made(job);
			if (job.error?.charged === "no") {
				return job.sentAt === undefined ? [] : [phraseOf(job)("money.nothing")];
			}
			return job.error === undefined ? [] : worst("money.maybe");
		case "unknown":
			return worst("money.maybe");
		default:
			return assertNever(state);
	}
}

function made(job: Job): readonly Phrase[] {
	const usd = madeUsd(job);
	const { images } = job.charged ?? {};
	if (usd !== undefined) return [sum(job, "money.about", usd)];
	return images === undefined ? [] : [phraseOf(job)("money.images", { count: images })];
}

/**
 * What the pictures of a job cost at the price it was made at, US dollars; nothing without one.
 * Refused pictures are not charged (gateway reference 5.5), lost ones were.
 */
function madeUsd({ price, charged, outputs }: Job): number | undefined {
	const images = charged?.images ?? outputs.filter(({ state }) => state !== "refused").length;
	return price && price.usdPerImage * images;
}

function sum(job: Job, key: PhraseKey, usd: number): Phrase {
	return phraseOf(job)(key, { price: formatUsd(usd) }, { isTail: true });
}

function inCredits(job: Job, key: PhraseKey, credits: number): Phrase {
	const said = formatNumber(credits, { maximumFractionDigits: 3 });
	return phraseOf(job)(key, { count: credits, credits: said }, { isTail: true });
}

function phraseOf({ request, gatewayTitle }: Job) {
	return phraseMaker({ count: request.count, gateway: gatewayTitle });
}
