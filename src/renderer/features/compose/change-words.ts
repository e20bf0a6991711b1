import i18next from "i18next";
import { assertNever } from "../../../contract/errors.ts";
import type { RequestSize } from "../../../contract/generation.ts";
import type { RequestChange } from "../../../contract/what-changes.ts";
import { formatPixels } from "../../bridge/format.ts";
import { extraLabel } from "./capability-words.ts";

/**
 * One change as a few words, to stand in a list of them. A component that shows it must also call
 * `useTranslation`.
 */
export function changeText(change: RequestChange): string {
	const say = i18next.getFixedT(null, "compose");
	switch (change.kind) {
		case "size":
			return sizeText(change.to, change.about);
		case "mode":
			return say(change.to === "set" ? "changes.toSet" : "changes.toSeparate", {
				count: change.count,
			});
		case "count":
			return say("changes.count", { count: change.to, before: change.from });
		case "format":
			return change.to === undefined
				? say("changes.formatOpen")
				: say("changes.format", { format: change.to.toUpperCase() });
		case "watermark":
			if (change.to === undefined) return say("changes.watermarkOpen");
			return say(change.to ? "changes.watermarkOn" : "changes.watermarkOff");
		case "stream":
			return say("changes.stream");
		case "extra":
			return say("changes.extra", { field: extraLabel(change.key) });
		case "references":
			return say("changes.references", { have: change.have, limit: change.limit });
		case "links":
			return say("changes.links");
		default:
			return assertNever(change);
	}
}

/** Several changes in one line; it never breaks before a dot. A component that shows it must also call `useTranslation`. */
export function changesText(changes: readonly RequestChange[]): string {
	return changes.map(changeText).join("\u00a0· ");
}

function sizeText(size: RequestSize, about: boolean): string {
	const say = i18next.getFixedT(null, "compose");
	if (size.kind === "tier") return say("changes.open", { tier: size.tier });
	const pixels = formatPixels(size.width, size.height);
	return say(about ? "changes.sizeAbout" : "changes.size", { pixels });
}
