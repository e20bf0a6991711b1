import { useEffect, useState } from "react";
import type { ImageId } from "../../../contract/ids.ts";
import type { ImageRecord } from "../../../contract/library.ts";
import { imageUrl } from "../../../contract/media.ts";
import {
	locatePicture,
	lookAt,
	pictureAt,
	placeOfPicture,
	useLibrary,
} from "../../state/library-store.ts";

export type Neighbours = {
	readonly previous: ImageRecord | undefined;
	readonly next: ImageRecord | undefined;
	/** From 1, newest first; absent when the picture is not in the gallery as it is narrowed now. */
	readonly place: number | undefined;
	readonly total: number;
};

/** How many pictures are fetched ahead and behind, so that moving on does not wait. */
const AHEAD = 2;
const BEHIND = 1;

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
	const index = placeOfPicture({ outline, pages }, record?.id);
	useLocating(record, index);

	const at = (place: number) =>
		index === undefined ? siblings[place] : pictureAt({ outline, pages }, place);
	const here = index ?? siblings.findIndex(({ id }) => id === record?.id);
	const isKnown = index !== undefined || here >= 0;
	const around = (step: number) => (isKnown ? at(here + step) : undefined);
	const wanted: readonly (ImageRecord | undefined)[] = [
		...Array.from({ length: AHEAD }, (_, step) => around(step + 1)),
		...Array.from({ length: BEHIND }, (_, step) => around(-step - 1)),
	];
	usePreloaded(wanted.flatMap((one) => (one === undefined ? [] : [one.id])));
	return {
		previous: around(-1),
		next: around(1),
		place: index === undefined ? undefined : index + 1,
		total: outline.ratios.length,
	};
}

/** Has the page around the picture fetched, wherever in the gallery it is. */
function useLocating(record: ImageRecord | undefined, index: number | undefined): void {
	const [isElsewhere, setElsewhere] = useState<ImageId | undefined>(undefined);
	useEffect(() => {
		if (index !== undefined) {
			lookAt({ first: index - AHEAD - 1, end: index + AHEAD + 2 });
			return;
		}
		if (record === undefined || isElsewhere === record.id) return;
		let isLive = true;
		const found = (place: number | undefined) => {
			if (!isLive) return;
			if (place === undefined) setElsewhere(record.id);
			else lookAt({ first: place - AHEAD - 1, end: place + AHEAD + 2 });
		};
		// Without a place the siblings are the neighbours, which is all that can be said then.
		locatePicture(record).then(found, () => found(undefined));
		return () => {
			isLive = false;
		};
	}, [record, index, isElsewhere]);
}

/** Keeps the files of these pictures in the window's memory. */
function usePreloaded(ids: readonly ImageId[]): void {
	const key = ids.join(" ");
	useEffect(() => {
		const images = key === "" ? [] : key.split(" ").map(preload);
		return () => {
			for (const image of images) image.src = "";
		};
	}, [key]);
}

function preload(id: string): HTMLImageElement {
	const image = new Image();
	image.decoding = "async";
	// The key was joined from ids just above.
	image.src = imageUrl("image", id as ImageId);
	return image;
}
