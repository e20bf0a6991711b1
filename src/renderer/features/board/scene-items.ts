import type { BoardDocument, BoardItem } from "../../../contract/board.ts";
import { boundsOf, type Rect } from "../../board-document/geometry.ts";
import { type LinkCurve, linkCurves } from "./bundle-links.ts";
import type { Picture, PictureStore } from "./picture-store.ts";

/** An item with what every frame needs of it, worked out once. */
export type SceneItem = {
	readonly item: BoardItem;
	/** What it covers as it lies, turned, board units. */
	readonly bounds: Rect;
	/** Absent: no picture, or a place still to be filled. */
	readonly picture: Picture | undefined;
	/** The longer side of the whole picture on the board, the part cropped away counted. */
	readonly side: number;
};

/** What a scene draws, the last on top. */
export type SceneContent = {
	readonly items: readonly SceneItem[];
	/** From references to what came of them; only those with both ends there. */
	readonly links: readonly LinkCurve[];
};

/** Items keep their identity from one document to the next, so little is worked out anew. */
export type SceneItems = {
	readonly contentOf: (board: BoardDocument) => SceneContent;
	readonly of: (item: BoardItem) => SceneItem;
};

export function createSceneItems(pictures: PictureStore): SceneItems {
	const known = new WeakMap<BoardItem, SceneItem>();
	const sceneItem = (item: BoardItem): SceneItem => {
		const before = known.get(item);
		if (before !== undefined) return before;
		const picture = item.kind === "picture" ? pictures.pictureOf(item) : undefined;
		const made = { item, bounds: boundsOf(item), picture, side: wholeSide(item) };
		known.set(item, made);
		return made;
	};
	return {
		of: sceneItem,
		contentOf: (board) => {
			const items = board.items.map(sceneItem);
			if (board.links.length === 0) return { items, links: [] };
			const byId = new Map(items.map((entry) => [entry.item.id, entry]));
			const links = linkCurves(board.links, (id) => byId.get(id));
			return { items, links };
		},
	};
}

function wholeSide(item: BoardItem): number {
	const crop = item.kind === "picture" ? item.crop : undefined;
	return Math.max(item.width / (crop?.width ?? 1), item.height / (crop?.height ?? 1));
}
