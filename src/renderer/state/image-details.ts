import { useEffect } from "react";
import { create } from "zustand";
import type { Failure } from "../../contract/errors.ts";
import type { ImageId, JobId } from "../../contract/ids.ts";
import type { ImageDetail, ImageRecord } from "../../contract/library.ts";
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
		hear("library.marked", putDetailRecords),
		hear("library.moved", ({ gone, back }) =>
			doubtPictures([...gone, ...back.map(({ id }) => id)]),
		),
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

/** What is known of a picture here; undefined when nothing is. */
export function knownRecord(id: ImageId): ImageRecord | undefined {
	return useDetails.getState().byId.get(id)?.detail?.image;
}

/** Puts records in place of what is known of the same pictures, such as after they were marked. */
export function putDetailRecords(records: readonly ImageRecord[]): void {
	const fresh = new Map(records.map((record) => [record.id, record]));
	const { byId } = useDetails.getState();
	const next = new Map(byId);
	for (const [id, known] of byId) {
		const { detail } = known;
		if (detail === undefined) continue;
		const siblings = detail.siblings.map((record) => fresh.get(record.id) ?? record);
		const isSame = siblings.every((record, at) => record === detail.siblings[at]);
		const image = fresh.get(id) ?? detail.image;
		if (isSame && image === detail.image) continue;
		next.set(id, { ...known, detail: { ...detail, image, siblings } });
	}
	useDetails.setState({ byId: next });
}

/** Pictures that went into the trash, or came out of it, say so. */
function doubtPictures(ids: readonly ImageId[]): void {
	const { byId } = useDetails.getState();
	const next = new Map(byId);
	for (const id of ids) {
		const known = byId.get(id);
		if (known !== undefined) next.set(id, { ...known, isStale: true });
	}
	useDetails.setState({ byId: next });
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
