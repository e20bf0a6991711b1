import type { ImageId, JobId } from "../../../contract/ids.ts";
import type { Lineage, LineageJob, LineageLink } from "../../../contract/lineage.ts";

/** Px; a card is as wide as three pictures and its edges. */
export const TILE = 72;
const TILE_GAP = 4;
const TILES_A_ROW = 3;
export const CARD_PADDING = 8;
export const CARD_WIDTH = 2 * CARD_PADDING + TILES_A_ROW * TILE + (TILES_A_ROW - 1) * TILE_GAP;
/** Two lines of prompt and one of facts. */
export const CARD_HEAD = 60;
/** A row of references that are no pictures of the library. */
export const REFERENCE_ROW = 32;
const COLUMN_GAP = 72;
const ROW_GAP = 16;
const MARGIN = 24;

export type LineageTile = {
	readonly id: ImageId;
	/** Of its upper left corner on the sheet, px. */
	readonly left: number;
	readonly top: number;
};

export type LineageCard = {
	readonly job: LineageJob;
	/** From 0: how many jobs lie between it and the first. */
	readonly column: number;
	readonly left: number;
	readonly top: number;
	readonly height: number;
	readonly tiles: readonly LineageTile[];
};

/** From the right edge of a card, at the height of the picture, to the left edge of another. */
export type LineageLine = LineageLink & {
	readonly x1: number;
	readonly y1: number;
	readonly x2: number;
	readonly y2: number;
	/** Px from the top: how low it goes to pass under the cards between; absent: there are none. */
	readonly under?: number;
};

export type LineageSheet = {
	/** Column by column, each from the top. */
	readonly cards: readonly LineageCard[];
	readonly lines: readonly LineageLine[];
	readonly width: number;
	readonly height: number;
};

/** Puts jobs in columns by what they came from, earlier ones to the left, relatives near each other. */
export function layOutLineage(lineage: Lineage): LineageSheet {
	const homes = homesOf(lineage);
	const columns = columnsOf(lineage, homes);
	const cards = placeCards(lineage, homes, columns);
	const byJob = new Map(cards.map((card) => [card.job.id, card]));
	let passing = 0;
	const lines = lineage.links.flatMap((link): LineageLine[] => {
		const from = homes.get(link.from);
		const source = from === undefined ? undefined : byJob.get(from);
		const target = byJob.get(link.to);
		if (source === undefined || target === undefined) return [];
		const tile = source.tiles.find(({ id }) => id === link.from);
		const between = cards.filter(({ column }) => column > source.column && column < target.column);
		const under =
			between.length === 0
				? undefined
				: Math.max(...between.map(({ top, height }) => top + height)) + ROW_GAP + 6 * passing++;
		return [
			{
				...link,
				x1: source.left + CARD_WIDTH,
				y1: tile === undefined ? source.top + CARD_HEAD / 2 : tile.top + TILE / 2,
				x2: target.left,
				y2: target.top + CARD_HEAD / 2,
				...(under !== undefined && { under }),
			},
		];
	});
	const right = Math.max(0, ...cards.map(({ left }) => left + CARD_WIDTH));
	const bottom = Math.max(
		0,
		...cards.map(({ top, height }) => top + height),
		...lines.map(({ under = 0 }) => under),
	);
	return { cards, lines, width: right + MARGIN, height: bottom + MARGIN };
}

/** Which job made a picture. */
function homesOf({ images, jobs }: Lineage): ReadonlyMap<ImageId, JobId> {
	const homes = new Map(images.map(({ id, job }) => [id, job]));
	for (const job of jobs) for (const id of job.images) homes.set(id, job.id);
	return homes;
}

/** One more than the farthest job it came from. */
function columnsOf(
	{ jobs, links }: Lineage,
	homes: ReadonlyMap<ImageId, JobId>,
): ReadonlyMap<JobId, number> {
	const columns = new Map(jobs.map(({ id }) => [id, 0]));
	// Each round moves at least one job; a circle, which only a made-up recipe has, ends with the rounds.
	for (let round = 0; round < jobs.length; round += 1) {
		let moved = false;
		for (const { from, to } of links) {
			const source = homes.get(from);
			const before = source === undefined ? undefined : columns.get(source);
			const now = columns.get(to);
			if (before === undefined || now === undefined || source === to) continue;
			if (now > before || before + 1 >= jobs.length) continue;
			columns.set(to, before + 1);
			moved = true;
		}
		if (!moved) break;
	}
	return columns;
}

function placeCards(
	{ jobs, links }: Lineage,
	homes: ReadonlyMap<ImageId, JobId>,
	columns: ReadonlyMap<JobId, number>,
): readonly LineageCard[] {
	const parents = new Map<JobId, JobId[]>();
	for (const { from, to } of links) {
		const home = homes.get(from);
		if (home !== undefined && home !== to) parents.set(to, [...(parents.get(to) ?? []), home]);
	}
	const byColumn = Map.groupBy(jobs, ({ id }) => columns.get(id) ?? 0);
	const middles = new Map<JobId, number>();
	const cards: LineageCard[] = [];
	for (const column of [...byColumn.keys()].sort((a, b) => a - b)) {
		const wanted = (job: LineageJob) => {
			const known = (parents.get(job.id) ?? []).flatMap((id) => middles.get(id) ?? []);
			return known.length === 0
				? undefined
				: known.reduce((sum, middle) => sum + middle, 0) / known.length;
		};
		const inOrder = (byColumn.get(column) ?? []).toSorted(
			(a, b) => (wanted(a) ?? 0) - (wanted(b) ?? 0) || a.createdAt - b.createdAt,
		);
		let free = MARGIN;
		for (const job of inOrder) {
			const height = heightOf(job);
			const top = Math.max(free, Math.round((wanted(job) ?? free + height / 2) - height / 2));
			const left = MARGIN + column * (CARD_WIDTH + COLUMN_GAP);
			cards.push({ job, column, left, top, height, tiles: tilesOf(job, left, top) });
			middles.set(job.id, top + height / 2);
			free = top + height + ROW_GAP;
		}
	}
	return cards;
}

function heightOf({ images, references }: LineageJob): number {
	const rows = Math.ceil(images.length / TILES_A_ROW);
	const tiles = rows === 0 ? 0 : rows * (TILE + TILE_GAP) - TILE_GAP;
	const head = CARD_HEAD + (references.length === 0 ? 0 : REFERENCE_ROW);
	return head + tiles + CARD_PADDING;
}

function tilesOf(job: LineageJob, left: number, top: number): readonly LineageTile[] {
	const head = CARD_HEAD + (job.references.length === 0 ? 0 : REFERENCE_ROW);
	return job.images.map((id, at) => ({
		id,
		left: left + CARD_PADDING + (at % TILES_A_ROW) * (TILE + TILE_GAP),
		top: top + head + Math.floor(at / TILES_A_ROW) * (TILE + TILE_GAP),
	}));
}

/** What a job came from in the first place: the picture it edited, else the set it goes on with, else a reference. */
export function originOf(links: readonly LineageLink[], job: JobId): ImageId | undefined {
	const own = links.filter(({ to }) => to === job);
	const first = (["parent", "set", "reference"] as const)
		.map((why) => own.find((link) => link.why === why))
		.find((link) => link !== undefined);
	return first?.from;
}

export type LineageMove = "parent" | "child" | "next" | "previous";

/** The picture a key leads to from another; the same one where there is nothing in that direction. */
export function pictureAfterStep(
	{ cards, lines }: LineageSheet,
	from: ImageId,
	move: LineageMove,
): ImageId {
	const order = cards.flatMap(({ tiles, column }) => tiles.map(({ id }) => ({ id, column })));
	const home = cards.find(({ tiles }) => tiles.some(({ id }) => id === from));
	if (home === undefined) return order[0]?.id ?? from;
	switch (move) {
		case "parent":
			return originOf(lines, home.job.id) ?? from;
		case "child": {
			const own = lines.find((line) => line.from === from);
			const any = lines.find((line) => home.tiles.some(({ id }) => id === line.from));
			const child = cards.find(({ job }) => job.id === (own ?? any)?.to);
			return child?.tiles[0]?.id ?? from;
		}
		case "next":
		case "previous": {
			const column = order.filter((one) => one.column === home.column);
			const at = column.findIndex(({ id }) => id === from);
			return column[at + (move === "next" ? 1 : -1)]?.id ?? from;
		}
	}
}
