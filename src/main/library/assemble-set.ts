import type { JobId } from "../../contract/ids.ts";
import type { Recipe } from "../../contract/library.ts";
import type { SetDetail, SetFrame, SetSlot } from "../../contract/sets.ts";
import type { PlacedFrame, SetJob } from "./set-job.ts";

/** The highest slot a request can name, and the last place of a job that gets a slot of its own number. */
const LAST_SLOT = 999;

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
	const inTime = followers.toSorted((a, b) => a.createdAt - b.createdAt || (a.id < b.id ? -1 : 1));
	const places: Place[] = [];
	append(root, places);
	for (const job of inTime) {
		if (job.request.follows?.way === "redo") redo(job, job.request.follows.slots, places);
		else append(job, places);
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

/** One slot for each picture asked for, and more when more came. */
function append(job: SetJob, places: Place[]): void {
	const first = places.length;
	for (let asked = 0; asked < job.request.count; asked += 1) {
		const place = newPlace(job);
		expect(place, job);
		places.push(place);
	}
	for (const { index, frame } of inOrder(job.frames)) {
		const slot = index <= LAST_SLOT ? first + index : places.length;
		while (places.length <= slot) places.push(newPlace());
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

/** Nothing is there and nothing will come; the number stays taken. */
function isHidden({ frames, awaited, maker }: Place, root: SetJob): boolean {
	if (frames.length > 0 || awaited.size > 0 || maker === root) return false;
	return maker === undefined || (maker.letGo && maker.frames.length === 0);
}

function slotOf(
	{ frames, awaited, meant }: Place,
	slot: number,
	set: Recipe["marks"]["set"],
): SetSlot {
	const saved = frames.filter((frame) => frame.image !== undefined);
	const wanted = entry(set?.shown, slot);
	const shown = saved.find(({ id }) => id === wanted) ?? saved.at(-1);
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
