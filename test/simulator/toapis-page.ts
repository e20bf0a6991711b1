import type { CannedReply } from "./faults.ts";
import type { PictureLimits } from "./fetch-references.ts";
import type { AcceptedSubmit } from "./gateway-side.ts";
import {
	addresses,
	checkFields,
	type Fields,
	isObject,
	isText,
	linksOf,
	objectOf,
	oneOf,
	pixelsOfTier,
	wholeNumber,
} from "./page-checks.ts";
import { toapisRefusal } from "./toapis-replies.ts";

/** ToAPIs' page on doubao-seedream-5-0, read 2026-11-21. Written apart from the app's own records. */
export const toapisModel = "doubao-seedream-5-0";

const ratios = "1:1 4:3 3:4 16:9 9:16 3:2 2:3 21:9 9:21".split(" ");
const MAX_TOGETHER = 15;

export const toapisLinks: PictureLimits = {
	formats: ["jpeg", "png"],
	maxBytes: 10_000_000,
	maxRatio: 3,
	sideOver: 14,
	maxPixels: 36_000_000,
	takesHttp: true,
};

const fields: Fields = {
	model: (value) => (typeof value === "string" ? undefined : "must be a string"),
	prompt: isText,
	size: oneOf(...ratios),
	// "Must enter a plain number, do not use quotes or it will cause an error."
	n: wholeNumber(1, 15),
	image_urls: addresses(10, true),
	metadata: objectOf({ resolution: oneOf("2K", "3K"), client_business_id: isText }),
	// Gateway reference 2.1.
	client_business_id: isText,
};

/** Checks a body against the page. */
export function checkToapisSubmit(value: unknown): CannedReply | AcceptedSubmit {
	const checked = checkFields(value, fields, ["model", "prompt"]);
	if ("said" in checked) return toapisRefusal("bad-request", checked.said);
	const { body } = checked;
	if (body.model !== toapisModel) return toapisRefusal("unknown-model");
	const images = Number(body.n ?? 1);
	const links = linksOf(body.image_urls);
	if (links.length + images > MAX_TOGETHER) {
		return toapisRefusal("bad-request", "reference images + n must be <= 15");
	}
	const metadata = isObject(body.metadata) ? body.metadata : {};
	const tag = body.client_business_id ?? metadata.client_business_id;
	return {
		model: toapisModel,
		images,
		isSet: true,
		stream: false,
		inline: false,
		size: pixelsOfTier(metadata.resolution, body.size),
		links,
		...(tag !== undefined && { tag: String(tag) }),
	};
}
