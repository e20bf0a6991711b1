import type { Capability, Source, Tier } from "../../../contract/capability.ts";
import { GatewayId } from "../../../contract/ids.ts";
import {
	ARK_REFERENCES_PLUS_IMAGES,
	arkFreeSize,
	arkReferences,
	arkShapes,
} from "../ark-limits.ts";

export const DEMO_ID = GatewayId.parse("demo");

/** The advanced field that asks for a failure, and its values: for people who want to see one, and for tests. */
export const REHEARSE = "rehearse";
export const rehearsals = [
	"none",
	"refused-frame",
	"prompt-refused",
	"wrong-key",
	"no-money",
	"too-many-requests",
	"server-error",
	"not-json",
	"html-page",
	"connection-lost",
	"dead-link",
	"broken-picture",
	"slow",
] as const;
export type Rehearsal = (typeof rehearsals)[number];

const source: Source = { page: "the Demo gateway itself", read: "2026-11-21" };
const tier = (id: keyof typeof arkShapes): Tier => ({ id, shapes: arkShapes[id] });

/** One model that can everything the real ones can, so that every part of the app can be tried. */
export const demoPainter: Capability = {
	gateway: DEMO_ID,
	model: "demo-painter",
	title: "Demo painter",
	prompt: { maxChars: 4_000 },
	references: arkReferences,
	size: {
		tiers: [tier("1K"), tier("2K"), tier("4K")],
		defaultTier: "2K",
		shapesBy: "pixels",
		auto: "always",
		free: arkFreeSize(256 * 256),
	},
	single: { max: 4 },
	set: { max: 15 },
	referencesPlusImages: ARK_REFERENCES_PLUS_IMAGES,
	formats: ["png", "jpeg", "webp"],
	watermark: { default: true },
	results: { by: "reply" },
	extras: [
		{ key: REHEARSE, kind: "choice", default: "none", choices: [...rehearsals], once: true },
	],
	price: { usdPerImage: 0, source },
	sources: [source],
};
