import type { ForeignRecipe } from "../../contract/library.ts";

/** What the metadata of a picture says, as far as it can be understood; nothing of it is to be trusted. */
export type PictureMetadata = {
	/** EXIF `DateTimeOriginal`, milliseconds since the Unix epoch; the computer's time zone where it names none. */
	readonly takenAt?: number;
	readonly description?: string;
	readonly author?: string;
	readonly foreign?: ForeignRecipe;
	/** It has an XMP packet, where a recipe of this app would be. */
	readonly hasXmp?: true;
};
