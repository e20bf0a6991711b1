import type { ReferenceRules } from "../../contract/capability.ts";
import type { ReferenceEdit } from "../../contract/reference-edit.ts";
import type { PictureMetadata } from "./metadata-found.ts";

/** Where a picture's bytes come from. */
export type ImageSource = { readonly path: string } | { readonly bytes: Uint8Array };

/** What a full decode found. */
export type ImageFacts = {
	/** Pixels, upright. */
	readonly width: number;
	readonly height: number;
	/** As the bytes say, never as the name says: `png`, `jpeg`, `webp`, `gif`, `tiff`, `avif`. */
	readonly format: string;
	readonly bytes: number;
};

/** What one decode of a picture from outside gives. */
export type Taken = {
	readonly facts: ImageFacts;
	readonly thumbnail: Uint8Array;
	/** See `PictureLook`. */
	readonly look: string;
	readonly metadata: PictureMetadata;
};

/** One thing that was done to a copy of a reference: the key of a sentence in `fitting.json`, and its blanks. */
export type FitStep = { readonly key: string; readonly facts: Record<string, string | number> };

export type FittedImage = {
	readonly bytes: Uint8Array;
	readonly format: "jpeg" | "png" | "webp";
	readonly width: number;
	readonly height: number;
	/** Empty: the bytes are the original's. */
	readonly steps: readonly FitStep[];
};

/** A picture made of another one, complete as a file. */
export type EditedImage = {
	readonly bytes: Uint8Array;
	readonly format: "jpeg" | "png" | "webp";
	readonly width: number;
	readonly height: number;
};

/** What a frame of an animation is put on. */
export type Canvas = {
	/** Pixels. */
	readonly width: number;
	readonly height: number;
	/** `#rrggbb`, seen where the picture does not reach; absent: the picture gives the canvas its shape. */
	readonly ground?: string;
};

export type AnimationOptions = {
	readonly format: "webp" | "gif";
	/** How long each frame is shown, milliseconds; a GIF counts in hundredths of a second. */
	readonly delayMs: number;
};

/** A JPEG that is to become a frame of an animation. */
export type FramedImage = {
	readonly bytes: Uint8Array;
	readonly width: number;
	readonly height: number;
	/** Mean colour of its outermost pixels, `#rrggbb`. */
	readonly edge: string;
};

/**
 * Everything that decodes hostile bytes, in worker threads, memory-safe and bounded in time.
 * All calls take a signal and throw AppError: `reference-not-a-picture`, `reference-damaged`,
 * `reference-heic` (and `-svg`, `-psd`, `-pdf`, `-raw`), `reference-too-large`, `reference-gone`,
 * `reference-unreadable`, `reference-cannot-fit` (facts: `name`),
 * named for the source's file name or `name`.
 */
export type Imaging = {
	/** Decodes every pixel, so that a file cut short is found out. */
	readonly inspect: (source: ImageSource, options?: CallOptions) => Promise<ImageFacts>;
	/** A WebP of at most `maxSide` px a side, upright. */
	readonly thumbnail: (
		source: ImageSource,
		options: CallOptions & { readonly maxSide: number },
	) => Promise<Uint8Array>;
	/** Both of the above and the thumbnail's look for one decode: what saving a result needs. */
	readonly inspectWithThumbnail: (
		source: ImageSource,
		options: CallOptions & { readonly maxSide: number },
	) => Promise<{
		readonly facts: ImageFacts;
		readonly thumbnail: Uint8Array;
		/** See `PictureLook`. */
		readonly look: string;
	}>;
	/** The same, and what the picture's metadata says: what taking in a picture from outside needs. */
	readonly take: (
		source: ImageSource,
		options: CallOptions & { readonly maxSide: number },
	) => Promise<Taken>;
	/** How a picture looks, as `lookText` writes it; give it a thumbnail. */
	readonly look: (source: ImageSource, options?: CallOptions) => Promise<string>;
	/**
	 * A copy within a gateway's limits: upright, a format it takes, few enough pixels and bytes.
	 * Each step's facts carry `name`. `maxSide`: px of the longer side at most.
	 */
	readonly fit: (
		source: ImageSource,
		options: CallOptions & {
			readonly rules: ReferenceRules;
			readonly gateway: string;
			readonly maxSide?: number | undefined;
		},
	) => Promise<FittedImage>;
	/**
	 * Carries an edit out at full resolution. Upright, in sRGB, without metadata, as PNG, WebP without
	 * loss, or JPEG of high quality, as the original is.
	 * @throws AppError `edit-empty`, `edit-too-large`
	 */
	readonly edit: (
		source: ImageSource,
		options: CallOptions & { readonly edit: ReferenceEdit },
	) => Promise<EditedImage>;
	/** A frame of an animation; see {@link Canvas} for the first and the others. */
	readonly frame: (
		source: ImageSource,
		options: CallOptions & { readonly canvas: Canvas },
	) => Promise<FramedImage>;
	/** Frames of one size as one file that plays for ever. */
	readonly animate: (
		frames: readonly Uint8Array[],
		options: AnimationOptions & { readonly signal?: AbortSignal },
	) => Promise<Uint8Array>;
	/** The main colours as `#rrggbb`, the most present first; at most `count`. */
	readonly palette: (
		source: ImageSource,
		options: CallOptions & { readonly count: number },
	) => Promise<readonly string[]>;
	/** Ends the workers. */
	readonly close: () => Promise<void>;
};

export type CallOptions = {
	readonly signal?: AbortSignal;
	/** For sentences; the file's own name when absent. */
	readonly name?: string;
};
