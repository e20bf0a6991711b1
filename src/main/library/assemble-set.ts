import type { JobId } from "../../contract/ids.ts";
import type { Recipe } from "../../contract/library.ts";
import type { SetDetail, SetFrame, SetSlot } from "../../contract/sets.ts";
import type { PlacedFrame, SetJob } from "./set-job.ts";

/**
 * The last place of a job that gets a slot of its own number: no request asks for more pictures. A
 * made-up recipe names a thousandth, and a thousand empty slots would be kept for it.
 */
const LAST_PLACE = 99;

/** A slot in the making. */
type Place = {
	readonly frames: SetFrame[];
	/** Jobs that are still to bring a frame. */
	readonly awaited: Set<JobId>;
	/** The job that asked for it; absent: it is there for a frame nobody asked for. */
	readonly maker?: SetJob;
	/** The job that was to bring something last. */
	meant?: SetJob;
};

/**
 * Puts the jobs of a set together. Slots keep their numbers: those of the first job come first, then,
 * job by job, what was added. A redo brings its frames to the slots it names.
 * @param root the job the set began with
 * @param followers those that mend it or go on with it
 * @param marks of the root's recipe
 */
export function assembleSet(
	root: SetJob,
	followers: readonly SetJob[],
	marks: Recipe["marks"],
): SetDetail {
	// Ids go on counting when the clock is set back.
	const inTime = followers.toSorted((a, b) => (a.id < b.id ? -1 : 1));
	const places: Place[] = [];
	append(root, places);
	for (const job of inTime) {
		const { follows } = job.request;
		if (follows?.way === "redo") redo(job, follows.slots, places);
		else append(job, places, follows?.from);
	}
	const slots = arranged(
		places.flatMap((place, slot) => (isHidden(place, root) ? [] : slotOf(place, slot, marks.set))),
		marks.set?.order ?? [],
	);
	return {
		set: root.id,
		title: marks.title ?? "",
		request: root.request,
		gatewayTitle: root.gatewayTitle,
		modelTitle: root.modelTitle,
		createdAt: root.createdAt,
		ratio: ratioOf(root, places),
		slots,
		jobs: [root.id, ...inTime.map(({ id }) => id)],
	};
}

function newPlace(maker?: SetJob): Place {
	return { frames: [], awaited: new Set(), ...(maker !== undefined && { maker }) };
}

/**
 * One slot for each picture asked for, and more when more came.
 * @param from where the job was meant to begin; it goes behind the last slot when that is taken
 */
function append(job: SetJob, places: Place[], from?: number): void {
	// Whoever knows his first slot needs nobody to hold the ones before it.
	if (from !== undefined && isOver(job)) return;
	const { count } = job.request;
	const wanted = from ?? places.length;
	const hasRoom = places.slice(wanted, wanted + count).every(isFree);
	const first = hasRoom ? wanted : places.length;
	const open = (slot: number) => {
		while (places.length <= slot) places.push(newPlace());
	};
	for (let asked = 0; asked < count; asked += 1) {
		const place = newPlace(job);
		expect(place, job);
		open(first + asked);
		places[first + asked] = place;
	}
	for (const { index, frame } of inOrder(job.frames)) {
		const own = first + index;
		const isOwn = index < count || (index <= LAST_PLACE && isFree(places[own]));
		const slot = isOwn ? own : places.length;
		open(slot);
		take(places[slot], job, frame);
	}
}

/** Its pictures go to the slots it names, in order; what is beyond them goes to the end. */
function redo(job: SetJob, slots: readonly number[], places: Place[]): void {
	const atEnd = () => {
		const place = newPlace();
		places.push(place);
		return place;
	};
	const targets = slots.map((slot) => places[slot] ?? atEnd());
	for (const target of targets) expect(target, job);
	for (const { index, frame } of inOrder(job.frames)) {
		take(targets[index] ?? atEnd(), job, frame);
	}
}

function expect(place: Place, job: SetJob): void {
	place.meant = job;
	if (job.expecting) place.awaited.add(job.id);
}

function take(place: Place | undefined, job: SetJob, frame: SetFrame): void {
	if (place === undefined) return;
	place.meant = job;
	place.frames.push(frame);
	const onItsWay = job.working && (frame.state === "pending" || frame.state === "fetching");
	if (onItsWay) place.awaited.add(job.id);
	else place.awaited.delete(job.id);
}

/** Nothing came of it, nothing will, and nobody asks after it any more. */
function isOver({ letGo, expecting, frames }: SetJob): boolean {
	return letGo && !expecting && frames.length === 0;
}

/** Nothing is there and nothing will come. */
function isFree(place: Place | undefined): boolean {
	if (place === undefined) return true;
	const { frames, awaited, maker } = place;
	if (frames.length > 0 || awaited.size > 0) return false;
	return maker === undefined || isOver(maker);
}

/** The first job's slots are shown whatever came of them; the number of a hidden one stays taken. */
function isHidden(place: Place, root: SetJob): boolean {
	return place.maker !== root && isFree(place);
}

function slotOf(
	{ frames, awaited, meant }: Place,
	slot: number,
	set: Recipe["marks"]["set"],
): SetSlot {
	const saved = frames.filter((frame) => frame.image !== undefined);
	const wanted = entry(set?.shown, slot);
	const kept = saved.filter(({ image }) => image?.trashedAt === undefined);
	const shown = kept.find(({ id }) => id === wanted) ?? kept.at(-1) ?? saved.at(-1);
	const empty = frames.length === 0 && awaited.size === 0;
	return {
		slot,
		frames: [...frames],
		awaited: awaited.size > 0,
		empty,
		caption: entry(set?.captions, slot) ?? "",
		...(shown !== undefined && { shown: shown.id }),
		...(empty && meant?.error !== undefined && { error: meant.error }),
	};
}

function entry<Value>(
	record: Readonly<Record<string, Value>> | undefined,
	slot: number,
): Value | undefined {
	const key = String(slot);
	return record !== undefined && Object.hasOwn(record, key) ? record[key] : undefined;
}

/** Those named first, each once; the rest in their own order. */
function arranged(slots: readonly SetSlot[], order: readonly number[]): SetSlot[] {
	const rest = new Map(slots.map((slot) => [slot.slot, slot]));
	const first: SetSlot[] = [];
	for (const number of order) {
		const slot = rest.get(number);
		if (slot === undefined) continue;
		first.push(slot);
		rest.delete(number);
	}
	return [...first, ...rest.values()];
}

function ratioOf({ request: { size } }: SetJob, places: readonly Place[]): number {
	if (size.kind === "pixels") return size.width / size.height;
	for (const { frames } of places) {
		for (const { image } of frames) {
			if (image !== undefined) return image.width / image.height;
		}
	}
	return 1;
}

function inOrder(frames: readonly PlacedFrame[]): readonly PlacedFrame[] {
	return frames.toSorted((a, b) => a.index - b.index);
}
