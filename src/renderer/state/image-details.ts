import { useEffect } from "react";
import { create } from "zustand";
import type { Failure } from "../../contract/errors.ts";
import type { ImageId, JobId } from "../../contract/ids.ts";
import type { ImageDetail } from "../../contract/library.ts";
import { ask, failureOf, hear } from "../bridge/client.ts";

type Known = {
	readonly detail?: ImageDetail;
	/** Why the picture's recipe could not be read. */
	readonly failure?: Failure;
	/** Good enough to draw, to be asked for again. */
	readonly isStale: boolean;
};

const MAX_KEPT = 60;

const useDetails = create<{ readonly byId: ReadonlyMap<ImageId, Known> }>()(() => ({
	byId: new Map(),
}));

const asked = new Set<ImageId>();

/** Keeps what is known of pictures up to date. Call it once at the start. @returns a function that ends it */
export function startImageDetails(): () => void {
	const ends = [
		hear("jobs.changed", ({ id }) => doubt((job) => job === id)),
		hear("library.added", (added) => {
			const jobs = new Set(added.map(({ job }) => job));
			doubt((job) => jobs.has(job));
		}),
		hear("library.rebuilt", () => doubt(() => true)),
	];
	return () => {
		for (const end of ends) end();
		useDetails.setState({ byId: new Map() });
	};
}

/** The recipe and the siblings of a picture, fetched when they are not there; empty until then. */
export function useImageDetail(id: ImageId | undefined): Pick<Known, "detail" | "failure"> {
	const known = useDetails((state) => (id === undefined ? undefined : state.byId.get(id)));
	const isNeeded = known === undefined || known.isStale;
	useEffect(() => {
		if (id !== undefined && isNeeded) void fetchDetail(id);
	}, [id, isNeeded]);
	return known ?? nothing;
}

const nothing = {};

async function fetchDetail(id: ImageId): Promise<void> {
	if (asked.has(id)) return;
	asked.add(id);
	const known: Known = await ask("library.get", id).then(
		(detail) => ({ detail, isStale: false }),
		(thrown) => ({ failure: failureOf(thrown), isStale: false }),
	);
	asked.delete(id);
	useDetails.setState(({ byId }) => {
		const next = new Map(byId);
		next.delete(id);
		next.set(id, known);
		const oldest = next.keys().next().value;
		if (next.size > MAX_KEPT && oldest !== undefined) next.delete(oldest);
		return { byId: next };
	});
}

/** A picture that could not be read belongs to no known job: it is doubted by every change. */
function doubt(concerns: (job: JobId) => boolean): void {
	const { byId } = useDetails.getState();
	const next = new Map(byId);
	for (const [id, known] of byId) {
		if (known.detail === undefined || concerns(known.detail.image.job)) {
			next.set(id, { ...known, isStale: true });
		}
	}
	useDetails.setState({ byId: next });
}
