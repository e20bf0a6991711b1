import type { PictureItem } from "../../../contract/board.ts";
import { imageUrl, referenceUrl } from "../../../contract/media.ts";
import { type StandIn, standInSide } from "../../board-document/stand-in.ts";
import { type BitmapCache, createBitmapCache } from "./bitmap-cache.ts";
import { loadBitmap } from "./load-bitmap.ts";
import { loadOrder, type Wish } from "./load-order.ts";
import type { Face } from "./painting.ts";
import { createPictureLoader, type PictureLoader } from "./picture-loader.ts";

/**
 * Bytes of decoded pictures. Every pixel of a 4K screen twice over is 66 MB; the rest is for what
 * lies just outside and for the levels above and below, while a laptop of 8 GB stays at ease.
 */
const CACHE_BYTES = 256 * 1024 * 1024;
/**
 * Small stand-ins, or half as many whole files: more would only wait for each other in the decoder,
 * and be broken off later.
 */
const AT_ONCE = 8;
/** By their place in this list, the smallest first. */
const levels: readonly StandIn[] = [64, 128, 256, 512, 1024, 2048, "full"];
/** The last level that the small stand-ins on disk are large enough for. */
const LAST_OF_THUMB = 3;
/** What is loaded first of a picture of which there is nothing: there at once, and good to look at. */
const FIRST_LOOK = 3;

/** What is known of one picture, with its colours or without, for as long as the board is open. */
export type Picture = {
	readonly key: string;
	readonly thumbUrl: string;
	readonly fullUrl: string;
	readonly isGrey: boolean;
	readonly width: number;
	readonly height: number;
	/** By level. */
	readonly faces: (Face | undefined)[];
	isMissing: boolean;
};

/** A picture in sight, and the level it is seen at. */
export type Sighting = {
	readonly picture: Picture;
	readonly level: number;
	/** From the middle of what is seen; any unit. */
	readonly distance: number;
};

/** The level whose pixels are enough for a picture whose longer side takes this many canvas pixels. */
export function levelFor(side: number): number {
	return levels.indexOf(standInSide(side));
}

/** The pictures of a board as bitmaps, as sharp as they are looked at. */
export class PictureStore {
	readonly #pictures = new Map<string, Picture>();
	readonly #cache: BitmapCache<ImageBitmap>;
	readonly #loader: PictureLoader;
	readonly #onChange: (wantsMore: boolean) => void;
	#isClosed = false;

	/**
	 * @param onChange there is something better to draw with, or something is known to be missing;
	 * `wantsMore`: what came only stands in for something sharper that is to be planned for
	 */
	constructor(onChange: (wantsMore: boolean) => void) {
		this.#onChange = onChange;
		this.#cache = createBitmapCache(CACHE_BYTES, (key) => this.#forget(key));
		this.#loader = createPictureLoader<ImageBitmap>({
			load: (wish, signal) => loadBitmap(wish, this.#pictureOf(wish)?.isGrey === true, signal),
			onLoaded: (wish, bitmap) => this.#take(wish, bitmap),
			onFailed: (wish) => this.#miss(wish),
			atOnce: AT_ONCE,
			weightOf: ({ key }) => (levelOf(key) > LAST_OF_THUMB ? 2 : 1),
		});
	}

	/** Undefined for a place that is still to be filled. */
	pictureOf({ source, grey, pixels }: PictureItem): Picture | undefined {
		if (source.kind === "slot") return undefined;
		const key = `${source.kind}:${source.id}${grey ? ":grey" : ""}`;
		const known = this.#pictures.get(key);
		if (known !== undefined) return known;
		const [thumbUrl, fullUrl] =
			source.kind === "image"
				? [imageUrl("thumb", source.id), imageUrl("image", source.id)]
				: [referenceUrl("reference-thumb", source.id), referenceUrl("reference", source.id)];
		const { width, height } = pixels;
		const made = {
			...{ key, thumbUrl, fullUrl, width, height },
			...{ isGrey: grey, faces: [], isMissing: false },
		};
		this.#pictures.set(key, made);
		return made;
	}

	/** The sharpest there is up to the level, else the next above, else anything. */
	faceOf(picture: Picture, level: number): Face | undefined {
		const { faces } = picture;
		const right = faces[level];
		if (right !== undefined) return right;
		for (let above = level + 1; above < levels.length; above += 1) {
			const face = faces[above];
			if (face !== undefined) return face;
		}
		for (let below = level - 1; below >= 0; below -= 1) {
			const face = faces[below];
			if (face !== undefined) return face;
		}
		return undefined;
	}

	/**
	 * Loads what is in sight and not there yet.
	 * @param isMoving only what has nothing at all to draw it with: another level may be right, or the
	 * picture out of sight, by the time it is there
	 */
	plan(sightings: readonly Sighting[], isMoving: boolean): void {
		const wishes = new Map<string, Wish>();
		for (const { picture, level, distance } of sightings) {
			if (picture.isMissing) continue;
			const hasSome = this.faceOf(picture, level) !== undefined;
			const wanted = hasSome ? level : Math.min(level, FIRST_LOOK);
			const key = `${picture.key}@${wanted}`;
			if (picture.faces[wanted] !== undefined) {
				this.#cache.touch(key);
				continue;
			}
			if (hasSome && isMoving) continue;
			const before = wishes.get(key);
			if (before === undefined || before.distance > distance) {
				const isFirstLook = wanted !== level;
				wishes.set(key, { ...wishFor(picture, wanted), key, hasSome, isFirstLook, distance });
			}
		}
		this.#loader.want(loadOrder([...wishes.values()], CACHE_BYTES));
	}

	/** True while something in sight is still on its way. */
	get isBusy(): boolean {
		return this.#loader.isBusy();
	}

	/** Asks again for what was not there; the library may have been mended. */
	retryMissing(): void {
		for (const picture of this.#pictures.values()) picture.isMissing = false;
	}

	destroy(): void {
		this.#isClosed = true;
		this.#loader.stop();
		this.#cache.clear();
		this.#pictures.clear();
	}

	#pictureOf({ picture }: Wish): Picture | undefined {
		return this.#pictures.get(picture);
	}

	#take(wish: Wish, bitmap: ImageBitmap): void {
		const picture = this.#pictureOf(wish);
		if (this.#isClosed || picture === undefined) {
			bitmap.close();
			return;
		}
		this.#cache.put(wish.key, bitmap);
		picture.faces[levelOf(wish.key)] = { bitmap, isGrey: picture.isGrey };
		this.#onChange(wish.isFirstLook);
	}

	#miss(wish: Wish): void {
		const picture = this.#pictureOf(wish);
		if (this.#isClosed || picture === undefined) return;
		picture.isMissing = true;
		this.#onChange(false);
	}

	#forget(key: string): void {
		const picture = this.#pictures.get(key.slice(0, key.lastIndexOf("@")));
		if (picture !== undefined) picture.faces[levelOf(key)] = undefined;
	}
}

function levelOf(key: string): number {
	return Number(key.slice(key.lastIndexOf("@") + 1));
}

function wishFor(
	picture: Picture,
	level: number,
): Pick<Wish, "picture" | "url" | "width" | "height"> {
	const { key, width, height, thumbUrl, fullUrl } = picture;
	const longer = Math.max(width, height);
	const standIn = levels[level] ?? "full";
	const shrink = standIn === "full" ? 1 : Math.min(1, standIn / longer);
	return {
		picture: key,
		url: level <= LAST_OF_THUMB ? thumbUrl : fullUrl,
		width: Math.max(1, Math.round(width * shrink)),
		height: Math.max(1, Math.round(height * shrink)),
	};
}
