import { useEffect, useState } from "react";
import type { ReferenceId } from "../../../contract/ids.ts";
import { referenceUrl } from "../../../contract/media.ts";

/** Px; more than a window shows, little enough to be drawn in every frame. */
const MAX_SIDE = 2_048;

type EditorPicture = {
	/** The stand-in first, then the picture itself at screen size. */
	readonly source: ImageBitmap | undefined;
	/** True: neither of them could be read. */
	readonly isMissing: boolean;
};

const nothing: EditorPicture = { source: undefined, isMissing: false };

/** A reference ready to be drawn on a canvas. */
export function useEditorPicture(id: ReferenceId): EditorPicture {
	const [picture, setPicture] = useState(nothing);
	useEffect(() => {
		let isGone = false;
		const made: ImageBitmap[] = [];
		const show = (source: ImageBitmap) => {
			if (isGone) return source.close();
			made.push(source);
			setPicture({ source, isMissing: false });
		};
		const load = async () => {
			const thumb = await bitmapOf(referenceUrl("reference-thumb", id));
			if (thumb !== undefined) show(thumb);
			const full = isGone ? undefined : await bitmapOf(referenceUrl("reference", id));
			if (full !== undefined) show(full);
			if (thumb === undefined && full === undefined && !isGone) {
				setPicture({ source: undefined, isMissing: true });
			}
		};
		void load();
		return () => {
			isGone = true;
			setPicture(nothing);
			for (const bitmap of made) bitmap.close();
		};
	}, [id]);
	return picture;
}

/** The browser refuses pictures beyond its own limits; the stand-in is good enough for those. */
async function bitmapOf(url: string): Promise<ImageBitmap | undefined> {
	const image = new Image();
	image.src = url;
	try {
		await image.decode();
		const { naturalWidth: width, naturalHeight: height } = image;
		const scale = Math.min(1, MAX_SIDE / Math.max(width, height));
		return await createImageBitmap(image, {
			resizeWidth: Math.max(1, Math.round(width * scale)),
			resizeHeight: Math.max(1, Math.round(height * scale)),
			resizeQuality: "high",
		});
	} catch {
		return undefined;
	}
}
