import type { ReferenceRules } from "../../../contract/capability.ts";
import type { ImageId } from "../../../contract/ids.ts";
import type { Imaging } from "../../imaging/imaging.ts";
import type { Library } from "../library.ts";

/** Small pictures to put under the pointer, ready before a drag begins. */
export type DragIcons = {
	/** Never rejects: a drag without its own icon has the app's. */
	readonly prepare: (id: ImageId) => Promise<void>;
	/** PNG; undefined where none was made. */
	readonly of: (id: ImageId | undefined) => Uint8Array | undefined;
};

/** Longest side, px. */
const ICON_PX = 128;
/** About 20 KB each. */
const MAX_ICONS = 300;

const iconRules: ReferenceRules = {
	...{ max: 1, formats: ["png"], by: ["inline"] },
	...{ maxBytes: Number.MAX_SAFE_INTEGER, maxPixels: Number.MAX_SAFE_INTEGER },
	...{ minSide: 1, minRatio: 1 / 65_535, maxRatio: 65_535 },
};

export function createDragIcons(ports: {
	readonly library: Pick<Library, "thumbnailOf">;
	readonly imaging: Pick<Imaging, "fit">;
}): DragIcons {
	const icons = new Map<ImageId, Uint8Array>();
	return {
		of: (id) => (id === undefined ? undefined : icons.get(id)),
		prepare: async (id) => {
			if (icons.has(id)) return;
			try {
				// Of the stand-in: the original is not decoded for this.
				const path = await ports.library.thumbnailOf(id);
				const call = { rules: iconRules, gateway: "", maxSide: ICON_PX };
				icons.set(id, (await ports.imaging.fit({ path }, call)).bytes);
				const oldest = icons.keys().next().value;
				if (icons.size > MAX_ICONS && oldest !== undefined) icons.delete(oldest);
			} catch {
				// Whatever is wrong with the picture is said when it is dragged.
			}
		},
	};
}
