import type { BoardDocument, BoardItem, PictureItem } from "../../contract/board.ts";
import { appError } from "../../contract/errors.ts";
import { type GenerationRequest, MAX_REFERENCES } from "../../contract/generation.ts";
import type { ItemId, ReferenceId } from "../../contract/ids.ts";
import type { Reference } from "../../contract/references.ts";
import { itemsNamed } from "../board-document/change-items.ts";
import { inReadingOrder } from "../board-document/reading-order.ts";
import { ask, failureOf } from "../bridge/client.ts";
import { originsOf, rememberReference, wasMadeOf } from "./board-memory.ts";
import { useBoard } from "./board-store.ts";
import { addReferences, fromReference } from "./draft.ts";
import { editDraft, useDraft } from "./draft-store.ts";
import { dismissPictureProblem, usePictureProblem } from "./picture-problem.ts";
import { togglePanel } from "./view-store.ts";

/**
 * The items of a board that a request began with, each reference once, in the order sent: its own
 * item where that is known, else the chosen one of several that show it, else the uppermost; an
 * edited one finds those of what it was edited from. The picture the request goes on from counts too.
 */
export function requestedItems(
	board: BoardDocument,
	{ references, parent }: Pick<GenerationRequest, "references" | "parent">,
	chosen: readonly ItemId[],
): ItemId[] {
	const found = new Set<ItemId>();
	for (const reference of references) {
		if (reference.kind !== "picture") continue;
		for (const origin of originsOf(reference.id)) {
			const own = board.items.filter(({ id }) => wasMadeOf(origin, id));
			const item = best(own, chosen) ?? best(board.items.filter(shows(origin)), chosen);
			if (item === undefined) continue;
			found.add(item.id);
			break;
		}
	}
	const parents = board.items.filter(
		(item) => item.kind === "picture" && item.source.kind === "image" && item.source.id === parent,
	);
	const isLinked = parents.some(({ id }) => found.has(id));
	const origin = isLinked ? undefined : best(parents, chosen);
	if (origin !== undefined) found.add(origin.id);
	return [...found];
}

/** What became of `usedAsReferences`. */
export type UsedReferences = {
	readonly added: number;
	/** Beyond what one request can name. */
	readonly leftOut: number;
};

/**
 * Adds pictures of the board to the references of the form as they are shown, cropped and flipped,
 * in reading order, and opens it. Slots are passed over. One that fails keeps the others in;
 * `usePictureProblem` says why.
 */
export async function usedAsReferences(ids: readonly ItemId[]): Promise<UsedReferences> {
	const { board } = useBoard.getState();
	const pictures =
		board === undefined ? [] : inReadingOrder(itemsNamed(board, ids).filter(isPicture));
	const before = useDraft.getState().draft?.references.length ?? 0;
	const room = Math.max(0, MAX_REFERENCES - before);
	const leftOut = Math.max(0, pictures.length - room);
	dismissPictureProblem();
	for (const item of pictures.slice(0, room)) {
		try {
			const reference = await referenceOf(item);
			rememberReference(item.id, reference.id);
			editDraft((draft) => addReferences(draft, [fromReference(reference)]));
		} catch (thrown) {
			usePictureProblem.setState({ failure: failureOf(thrown) });
		}
	}
	togglePanel("compose", true);
	const after = useDraft.getState().draft?.references.length ?? 0;
	return { added: after - before, leftOut };
}

type SourceOf<Kind> = PictureItem & {
	readonly source: Extract<PictureItem["source"], { readonly kind: Kind }>;
};
type Drawn = SourceOf<"reference"> | SourceOf<"image">;

function isPicture(item: BoardItem): item is Drawn {
	return item.kind === "picture" && item.source.kind !== "slot";
}

/** The snapshot of what an item shows: the picture itself, or the part of it, flipped as it is. */
async function referenceOf(item: Drawn): Promise<Reference> {
	const { source, crop, flipX, flipY, name } = item;
	const whole = await snapshotOf(item);
	if (source.kind === "image") rememberReference(source.id, whole.id);
	if (crop === undefined && !flipX && !flipY) return whole;
	// The edit flips first: the crop is then of the picture as flipped.
	const flipped = crop && {
		...crop,
		x: flipX ? Math.max(0, 1 - crop.x - crop.width) : crop.x,
		y: flipY ? Math.max(0, 1 - crop.y - crop.height) : crop.y,
	};
	const edit = { flipX, flipY, ...(flipped !== undefined && { crop: flipped }) };
	return ask("references.edit", { id: whole.id, edit, name });
}

async function snapshotOf({ source, name }: Drawn): Promise<Reference> {
	if (source.kind === "image") return ask("references.fromImage", source.id);
	const [kept] = await ask("references.get", [source.id]);
	if (kept === undefined) throw appError("reference-gone", { name });
	return kept;
}

function shows(reference: ReferenceId) {
	return (item: BoardItem): boolean => {
		if (item.kind !== "picture") return false;
		const { source } = item;
		return source.kind === "reference"
			? source.id === reference
			: source.kind === "image" && wasMadeOf(reference, source.id);
	};
}

function best(items: readonly BoardItem[], chosen: readonly ItemId[]): BoardItem | undefined {
	return items.findLast(({ id }) => chosen.includes(id)) ?? items.at(-1);
}
