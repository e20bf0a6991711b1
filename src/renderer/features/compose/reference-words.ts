import i18next from "i18next";
import type { ForecastStep } from "../../../contract/fit-forecast.ts";
import type { ShelfEntry } from "../../../contract/references.ts";
import { failureText } from "../../bridge/error-text.ts";
import { formatBytes, formatPixels } from "../../bridge/format.ts";
import type { DraftReference } from "../../state/draft.ts";
import { isBuiltIn } from "../../state/targets.ts";
import type { ComposeForm } from "./compose-form.ts";
import type { ReferenceFailure } from "./compose-store.ts";
import { forecastText } from "./fit-words.ts";
import { roleKey } from "./reference-name.ts";

// A component that shows one of these must also call `useTranslation`.

/** What a reference is called: its file's name, or the site its link leads to. */
export function referenceName(reference: DraftReference): string {
	if (reference.kind === "picture") return reference.name;
	return URL.parse(reference.url)?.hostname || reference.url;
}

/** The name of a tile for screen readers. @param own its name on the shelf */
export function tileLabel(reference: DraftReference, position: number, own?: string): string {
	const key = reference.kind === "link" ? "references.tileLink" : "references.tile";
	const name = own === undefined ? referenceName(reference) : `@${own}`;
	return say()(key, { position, name });
}

/** What the tooltip of a tile says: names, role, pixels, bytes, and what will be done to it; or the whole link. */
export function tileDetail(
	reference: DraftReference,
	entry: ShelfEntry | undefined,
	forecast: readonly ForecastStep[],
): string {
	if (reference.kind === "link") return `${reference.url} — ${say()("references.fetched")}`;
	const { name, width, height, bytes } = reference;
	if (width === undefined || height === undefined || bytes === undefined) {
		return `${name} · ${say()("references.gone")}`;
	}
	const role = entry?.role === undefined ? "" : ` · ${say()(roleKey(entry.role))}`;
	const own = entry === undefined ? "" : `@${entry.name}${role} · `;
	const facts = `${own}${name} · ${formatPixels(width, height)} · ${formatBytes(bytes)}`;
	return [facts, ...forecast.map(forecastText)].join(" — ");
}

/** How the pictures reach the gateway; nothing while there are none, or while they cannot. */
export function placingText({ draft, target, hasHost }: ComposeForm): string | undefined {
	const pictures = draft.references.some(({ kind }) => kind === "picture");
	if (!pictures || target === undefined) return undefined;
	const { by, max } = target.capability.references;
	const gateway = target.gateway.title;
	if (max === 0 || isBuiltIn(target)) return undefined;
	if (by.includes("inline")) return say()("references.by.inline", { gateway });
	if (by.includes("upload")) return say()("references.by.upload", { gateway });
	return hasHost ? say()("references.by.host", { gateway }) : undefined;
}

/** Why something did not become a reference, as one sentence. */
export function referenceFailureText({ why }: ReferenceFailure): string {
	switch (why.kind) {
		case "failure":
			return failureText(why.failure);
		case "left-out":
			return say()("references.failed.left-out", { count: why.count, limit: why.limit });
		case "no-pictures":
		case "gone":
		case "no-file":
		case "nothing":
			return say()(`references.failed.${why.kind}`, {
				name: why.name || say()("references.failed.picture"),
			});
	}
}

function say() {
	return i18next.getFixedT(null, "compose");
}
