import type { XmpProperty } from "./xmp-packet.ts";

/** What becomes of a file's metadata, as its container writes it. */
export type MetadataPlan = {
	/**
	 * `colour`: nothing stays but what says how the pixels look. `all`: the old XMP goes, and content
	 * credentials, which a changed file would make a lie; everything else stays.
	 */
	readonly keep: "all" | "colour";
	/** Put in. */
	readonly xmp?: readonly XmpProperty[];
};
