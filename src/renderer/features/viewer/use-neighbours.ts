import { useEffect, useRef, useState } from "react";
import type { ImageId } from "../../../contract/ids.ts";
import type { ImageRecord } from "../../../contract/library.ts";
import type { LibraryOutline } from "../../../contract/library-query.ts";
import { imageUrl } from "../../../contract/media.ts";
import { locatePicture, lookAt } from "../../state/library-load.ts";
import { pictureAt, placeOfPicture, useLibrary } from "../../state/library-store.ts";

export type Neighbours = {
	readonly previous: ImageRecord | undefined;
	readonly next: ImageRecord | undefined;
	/** From 1, in the gallery's order; absent when the picture is not in the gallery as it is narrowed now. */
	readonly place: number | undefined;
	readonly total: number;
};

/** How many pictures are fetched and decoded ahead and behind, so that moving on does not wait. */
const AROUND = 2;

/**
 * The pictures before and after one in the gallery's order; among its siblings when the gallery is
 * narrowed to something else. The nearest are fetched in advance.
 */
export function useNeighbours(
	record: ImageRecord | undefined,
	siblings: readonly ImageRecord[],
): Neighbours {
	const outline = useLibrary((state) => state.outline);
	const pages = useLibrary((state) => state.pages);
	const index = placeOfPicture({ pages }, record?.id);
	const isElsewhere = useLocating(record?.id, index, outline);

	const among = siblings.findIndex(({ id }) => id === record?.id);
	const around = (step: number) => {
		if (index !== undefined) return pictureAt({ pages }, index + step);
		return isElsewhere && among >= 0 ? siblings[among + step] : undefined;
	};
	const steps = Array.from({ length: AROUND }, (_, at) => [at + 1, -at - 1]).flat();
	usePreloaded(steps.flatMap((step) => around(step)?.id ?? []));
	return {
		previous: around(-1),
		next: around(1),
		place: index === undefined ? undefined : index + 1,
		total: outline.ratios.length,
	};
}

/**
 * Has the page around the picture fetched, wherever in the gallery it is, and again when the gallery
 * has changed under it. @returns true when it is not in the gallery
 */
function useLocating(
	id: ImageId | undefined,
	index: number | undefined,
	outline: LibraryOutline,
): boolean {
	const [missed, setMissed] = useState<{ id: ImageId; outline: LibraryOutline } | undefined>();
	const isElsewhere = missed !== undefined && missed.id === id && missed.outline === outline;
	useEffect(() => {
		if (index !== undefined) {
			lookAt({ first: Math.max(0, index - AROUND - 1), end: index + AROUND + 2 });
			return;
		}
		if (id === undefined || isElsewhere) return;
		let isLive = true;
		const found = (place: number | undefined) => {
			if (!isLive) return;
			const isThere = place !== undefined && hasOther(place, id) === false;
			if (isThere) lookAt({ first: Math.max(0, place - AROUND - 1), end: place + AROUND + 2 });
			else setMissed({ id, outline });
		};
		// Without a place the siblings are the neighbours, which is all that can be said then.
		locatePicture({ id }).then(found, () => found(undefined));
		return () => {
			isLive = false;
		};
	}, [id, index, outline, isElsewhere]);
	return isElsewhere;
}

/** True where another picture stands: the one on top of the stack this one is in. */
function hasOther(place: number, id: ImageId): boolean {
	const there = pictureAt(useLibrary.getState(), place);
	return there !== undefined && there.id !== id;
}

/** Keeps the files of these pictures in the window's memory; those that are passed are let go of. */
function usePreloaded(ids: readonly ImageId[]): void {
	const held = useRef(new Map<ImageId, HTMLImageElement>());
	const key = ids.join(" ");
	useEffect(() => {
		// The key was joined from ids just above.
		const wanted = new Set(key === "" ? [] : (key.split(" ") as ImageId[]));
		for (const [id, image] of held.current) {
			if (wanted.has(id)) continue;
			image.src = "";
			held.current.delete(id);
		}
		for (const id of wanted) if (!held.current.has(id)) held.current.set(id, preload(id));
	}, [key]);
	useEffect(() => {
		const images = held.current;
		return () => {
			for (const image of images.values()) image.src = "";
			images.clear();
		};
	}, []);
}

function preload(id: ImageId): HTMLImageElement {
	const image = new Image();
	image.decoding = "async";
	image.src = imageUrl("image", id);
	// What cannot be decoded says so once it is looked at.
	image.decode().catch(() => {});
	return image;
}
