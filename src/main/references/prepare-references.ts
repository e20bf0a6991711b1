import type { Capability } from "../../contract/capability.ts";
import { appError } from "../../contract/errors.ts";
import type { GenerationRequest, RequestReference } from "../../contract/generation.ts";
import type { ReadyReference } from "../gateways/gateway-adapter.ts";
import type { FitStep, Imaging } from "../imaging/imaging.ts";
import type { ReferenceStore } from "./reference-store.ts";

export type PreparedReferences = {
	/** In the order of the request. */
	readonly ready: readonly ReadyReference[];
	/** What was done so that the gateway takes them; `facts.name` says to which. */
	readonly notices: readonly FitStep[];
};

/**
 * Makes the references of a request ready for one gateway: copies are fitted to its limits and ride
 * inline, links go as they are. Originals and snapshots are never touched.
 * @throws AppError `reference-gone`, `reference-cannot-fit`, `reference-damaged`
 */
export async function prepareReferences(
	request: GenerationRequest,
	capability: Capability,
	ports: {
		readonly store: Pick<ReferenceStore, "pathOf">;
		readonly imaging: Pick<Imaging, "fit">;
		readonly gatewayTitle: string;
		readonly signal: AbortSignal;
	},
): Promise<PreparedReferences> {
	const ready: ReadyReference[] = [];
	const notices: FitStep[] = [];
	// One after the other: fifteen decoded pictures at a time would need gigabytes.
	for (const reference of request.references) {
		if (reference.kind === "link") {
			ready.push({ url: reference.url });
			continue;
		}
		const fitted = await ports.imaging.fit(
			{ path: await snapshotOf(reference, ports.store) },
			{
				rules: capability.references,
				gateway: ports.gatewayTitle,
				name: reference.name,
				signal: ports.signal,
			},
		);
		const base64 = Buffer.from(fitted.bytes).toString("base64");
		ready.push({ url: `data:image/${fitted.format};base64,${base64}` });
		notices.push(
			...fitted.steps.map((step) => ({
				key: step.key,
				facts: { ...step.facts, name: reference.name },
			})),
		);
	}
	return { ready, notices };
}

async function snapshotOf(
	reference: Extract<RequestReference, { kind: "picture" }>,
	store: Pick<ReferenceStore, "pathOf">,
): Promise<string> {
	const path = await store.pathOf(reference.id);
	if (path === undefined) throw appError("reference-gone", { name: reference.name });
	return path;
}
