import { randomBytes } from "node:crypto";
import type { Capability } from "../../contract/capability.ts";
import { appError } from "../../contract/errors.ts";
import type { GenerationRequest, RequestReference } from "../../contract/generation.ts";
import { contentHash } from "../foundation/content-hash.ts";
import type { Placed, ReadyReference, UploadFile } from "../gateways/gateway-adapter.ts";
import type { FitStep, FittedImage, Imaging } from "../imaging/imaging.ts";
import { aboutPicture } from "./placement-error.ts";
import type { ReferenceStore } from "./reference-store.ts";

/** Each holds a fitted picture in memory. */
const UPLOADS_AT_ONCE = 3;

export type PreparedReferences = {
	/** In the order of the request. */
	readonly ready: readonly ReadyReference[];
	/** What was done so that the gateway takes them; `facts.name` says to which. */
	readonly notices: readonly FitStep[];
};

type Ports = {
	readonly store: Pick<ReferenceStore, "pathOf">;
	readonly imaging: Pick<Imaging, "fit">;
	readonly gatewayTitle: string;
	readonly signal: AbortSignal;
	/** Puts a fitted picture where the gateway can fetch it. */
	readonly place: (file: UploadFile) => Promise<Placed>;
};

type Picture = Extract<RequestReference, { kind: "picture" }>;

/**
 * Makes the references of a request ready for one gateway. Copies are fitted to its limits; they
 * ride inline where the model takes that, and are placed as links where it does not. Links go as
 * they are. Originals and snapshots are never touched.
 * @throws AppError `reference-gone`, `reference-cannot-fit`, `reference-damaged`, or why one could
 * not be placed; only after everything that was begun has come to its end
 */
export async function prepareReferences(
	request: GenerationRequest,
	capability: Capability,
	ports: Ports,
): Promise<PreparedReferences> {
	const inline = capability.references.by.includes("inline");
	const making: Promise<ReadyReference>[] = [];
	const notices: FitStep[] = [];
	const uploads = limited(UPLOADS_AT_ONCE);
	try {
		// One after the other: fifteen decoded pictures at a time would need gigabytes.
		for (const reference of request.references) {
			if (reference.kind === "link") {
				making.push(Promise.resolve({ url: reference.url }));
				continue;
			}
			await uploads.room();
			const fitted = await fittedCopy(reference, capability, ports);
			notices.push(...fitted.steps.map((step) => named(step, reference.name)));
			const ready = inline
				? Promise.resolve({ url: dataUrl(fitted) })
				: uploads.run(() => placed(fitted, reference.name, ports));
			making.push(ready);
		}
		return { ready: await Promise.all(making), notices };
	} finally {
		await Promise.allSettled(making);
	}
}

async function fittedCopy(
	reference: Picture,
	capability: Capability,
	ports: Ports,
): Promise<FittedImage> {
	const path = await ports.store.pathOf(reference.id);
	if (path === undefined) throw appError("reference-gone", { name: reference.name });
	return await ports.imaging.fit(
		{ path },
		{
			rules: capability.references,
			gateway: ports.gatewayTitle,
			name: reference.name,
			signal: ports.signal,
		},
	);
}

async function placed(fitted: FittedImage, name: string, ports: Ports): Promise<ReadyReference> {
	try {
		const { url } = await ports.place({
			bytes: fitted.bytes,
			mime: `image/${fitted.format}`,
			name: await fileName(fitted),
		});
		return { url };
	} catch (thrown) {
		throw aboutPicture(thrown, name);
	}
}

/**
 * A name that says nothing of the picture and that no other upload has: some hosts let a second file
 * of one name take the place of the first, and other people may share the host.
 */
async function fileName({ bytes, format }: FittedImage): Promise<string> {
	const hash = (await contentHash(bytes)).slice(0, 24);
	return `${hash}-${randomBytes(4).toString("hex")}.${format === "jpeg" ? "jpg" : format}`;
}

function dataUrl({ bytes, format }: FittedImage): string {
	return `data:image/${format};base64,${Buffer.from(bytes).toString("base64")}`;
}

function named({ key, facts }: FitStep, name: string): FitStep {
	return { key, facts: { ...facts, name } };
}

/** At most so many at a time. `room` waits until another may begin, and throws what one of them threw. */
function limited(atOnce: number) {
	const going = new Set<Promise<unknown>>();
	return {
		room: async () => {
			if (going.size >= atOnce) await Promise.race(going);
		},
		run: <T>(work: () => Promise<T>): Promise<T> => {
			const done = work();
			going.add(done);
			const leave = () => void going.delete(done);
			done.then(leave, leave);
			return done;
		},
	};
}
