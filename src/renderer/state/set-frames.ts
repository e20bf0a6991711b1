import type { ImageId } from "../../contract/ids.ts";
import { hasEnded, type Job } from "../../contract/jobs.ts";
import type { ImageRecord, PictureMark } from "../../contract/library.ts";
import type { SetChange, SetDetail, SetFrame, SetSlot } from "../../contract/sets.ts";
import { type MarkChange, markAfter } from "./mark-change.ts";

/** Which frames of a set are looked at. */
export const setFilters = ["all", "picked", "rejected", "unmarked"] as const;
export type SetFilter = (typeof setFilters)[number];

/** The saved picture that stands in a slot; nothing when none does. */
export function pictureOf({ frames, shown }: SetSlot): ImageRecord | undefined {
	return frames.find(({ id }) => id === shown)?.image;
}

/** What a slot has to show, or why it shows nothing. */
export type SlotStanding =
	| { readonly kind: "picture"; readonly image: ImageRecord }
	/** A job is on it. */
	| { readonly kind: "coming" }
	/** The last try of it came to nothing. */
	| { readonly kind: "unsaved" | "refused" | "lost"; readonly frame: SetFrame }
	/** Nothing was delivered. */
	| { readonly kind: "empty" };

export function standingOfSlot(slot: SetSlot): SlotStanding {
	const image = pictureOf(slot);
	if (image !== undefined) return { kind: "picture", image };
	const last = slot.frames.at(-1);
	if (last?.state === "pending" && last.error !== undefined)
		return { kind: "unsaved", frame: last };
	if (slot.awaited || last?.state === "pending" || last?.state === "fetching") {
		return { kind: "coming" };
	}
	if (last?.state === "refused" || last?.state === "lost") return { kind: last.state, frame: last };
	return { kind: "empty" };
}

export function passes(slot: SetSlot, filter: SetFilter): boolean {
	if (filter === "all") return true;
	const image = pictureOf(slot);
	if (image === undefined) return false;
	return filter === "unmarked" ? image.mark?.pick === undefined : image.mark?.pick === filter;
}

/** How many frames are picked and rejected. */
export function countMarks({ slots }: Pick<SetDetail, "slots">) {
	return {
		picked: slots.filter((slot) => passes(slot, "picked")).length,
		rejected: slots.filter((slot) => passes(slot, "rejected")).length,
	};
}

type Jobs = ReadonlyMap<Job["id"], Pick<Job, "state" | "request">>;

/**
 * Slots that a job on the list was asked to draw anew and may still bring, or may have been paid
 * for: one whose outcome is unknown is settled with that job, and not by a second one.
 */
export function slotsUnderWay(
	{ set, jobs }: Pick<SetDetail, "set" | "jobs">,
	byId: Jobs,
): ReadonlySet<number> {
	const open = [...byId.values()].flatMap(({ state, request: { follows } }) => {
		if (follows?.way !== "redo" || (hasEnded(state) && state !== "unknown")) return [];
		return follows.set === set || jobs.includes(follows.set) ? follows.slots : [];
	});
	return new Set(open);
}

/** Slots whose frame was rejected, and which no job draws anew yet. */
export function rejectedSlots(
	detail: Pick<SetDetail, "set" | "jobs" | "slots">,
	byId: Jobs,
): readonly number[] {
	const underWay = slotsUnderWay(detail, byId);
	return detail.slots
		.filter((slot) => passes(slot, "rejected") && !slot.awaited && !underWay.has(slot.slot))
		.map((slot) => slot.slot);
}

/**
 * Slots that have nothing and wait for nothing. One that was never filled because its job's outcome
 * is unknown is none of them: its picture may exist and be paid for.
 */
export function missingSlots(
	detail: Pick<SetDetail, "set" | "jobs" | "slots">,
	byId: Jobs,
): readonly number[] {
	const underWay = slotsUnderWay(detail, byId);
	const isDoubtful = hasDoubtfulJob(detail, byId);
	return detail.slots
		.filter((slot) => {
			if (slot.awaited || underWay.has(slot.slot)) return false;
			const { kind } = standingOfSlot(slot);
			return kind === "refused" || kind === "lost" || (kind === "empty" && !isDoubtful);
		})
		.map((slot) => slot.slot);
}

/** True while nobody knows whether a job that makes slots of this set has made and charged them. */
export function hasDoubtfulJob({ jobs }: Pick<SetDetail, "jobs">, byId: Jobs): boolean {
	return jobs.some((id) => {
		const job = byId.get(id);
		return job?.state === "unknown" && job.request.follows?.way !== "redo";
	});
}

/** The job that is to bring a slot's frame, as far as it can be told. */
export function jobOfSlot<J extends Pick<Job, "state" | "request">>(
	{ frames, slot }: SetSlot,
	{ jobs }: Pick<SetDetail, "jobs">,
	byId: ReadonlyMap<Job["id"], J>,
): J | undefined {
	const open = frames.findLast(({ state }) => state === "pending" || state === "fetching");
	if (open !== undefined) return byId.get(open.job);
	const running = jobs.flatMap((id) => byId.get(id) ?? []).filter(({ state }) => !hasEnded(state));
	const redoes = running.filter(({ request: { follows } }) => {
		return follows?.way === "redo" && follows.slots.includes(slot);
	});
	return redoes.at(-1) ?? running.findLast(({ request }) => request.follows?.way !== "redo");
}

/** How many unmarked frames stand for a set's looks when none is picked. */
const ENOUGH_UNPICKED = 3;

/**
 * The frames whose looks others are to take, in the order shown: the picked ones; where none is
 * picked, a few that were not rejected.
 * @param besides slots that are drawn anew
 */
export function goodFrames(
	{ slots }: Pick<SetDetail, "slots">,
	besides: readonly number[],
): readonly { readonly image: ImageId; readonly number: number }[] {
	const there = slots.flatMap((slot, at) => {
		const image = pictureOf(slot);
		if (image === undefined || besides.includes(slot.slot)) return [];
		return [{ image: image.id, number: at + 1, pick: image.mark?.pick }];
	});
	const picked = there.filter(({ pick }) => pick === "picked");
	const good =
		picked.length > 0
			? picked
			: there.filter(({ pick }) => pick !== "rejected").slice(0, ENOUGH_UNPICKED);
	return good.map(({ image, number }) => ({ image, number }));
}

/** The frames to go on from: the chosen ones, else the last few that are there and not rejected. */
export function framesToExtend(
	{ slots }: Pick<SetDetail, "slots">,
	chosen: readonly number[],
	most: number,
): readonly { readonly image: ImageId; readonly number: number }[] {
	const there = slots.flatMap((slot, at) => {
		const image = pictureOf(slot);
		if (image === undefined) return [];
		return [{ slot: slot.slot, image: image.id, number: at + 1, pick: image.mark?.pick }];
	});
	const wanted = there.filter(({ slot }) => chosen.includes(slot));
	const last = there.filter(({ pick }) => pick !== "rejected").slice(-most);
	return (wanted.length > 1 ? wanted : last).map(({ image, number }) => ({ image, number }));
}

/**
 * The order of all slots with some of them moved together beside another.
 * @param beside one of the others
 */
export function reordered(
	order: readonly number[],
	moved: readonly number[],
	beside: number,
	side: "before" | "after",
): readonly number[] {
	if (moved.includes(beside)) return order;
	const going = order.filter((slot) => moved.includes(slot));
	const rest = order.filter((slot) => !moved.includes(slot));
	const at = rest.indexOf(beside);
	if (at < 0) return order;
	return rest.toSpliced(side === "before" ? at : at + 1, 0, ...going);
}

/** The set with records that main has told of. */
export function withRecords(detail: SetDetail, records: readonly ImageRecord[]): SetDetail {
	const byId = new Map(records.map((record) => [record.id, record]));
	return mapImages(detail, (image) => byId.get(image.id) ?? image);
}

/** The set as it is once these pictures are marked. */
export function withMarks(
	detail: SetDetail,
	ids: readonly ImageId[],
	change: MarkChange,
): SetDetail {
	return mapImages(detail, (image) => {
		if (!ids.includes(image.id)) return image;
		const { mark: before, ...record } = image;
		const mark = markAfter(before, change);
		return mark === undefined ? record : { ...record, mark };
	});
}

/** The marks of these pictures as they stand. */
export function marksOf(
	{ slots }: Pick<SetDetail, "slots">,
	ids: readonly ImageId[],
): ReadonlyMap<ImageId, PictureMark | undefined> {
	const images = slots.flatMap(({ frames }) => frames.flatMap(({ image }) => image ?? []));
	return new Map(
		images.filter(({ id }) => ids.includes(id)).map((image) => [image.id, image.mark]),
	);
}

/** The set as it is once its arrangement is changed. */
export function withChange(detail: SetDetail, change: Omit<SetChange, "set">): SetDetail {
	const { order, captions = {}, shown = {}, title = detail.title } = change;
	const place = new Map(order?.map((slot, at) => [slot, at]));
	const last = place.size;
	const slots = detail.slots
		.map((slot): SetSlot => {
			const key = String(slot.slot);
			const chosen = shown[key];
			return {
				...slot,
				caption: captions[key] ?? slot.caption,
				...(chosen !== undefined && { shown: chosen }),
			};
		})
		.toSorted((a, b) => (place.get(a.slot) ?? last) - (place.get(b.slot) ?? last));
	return { ...detail, title, slots };
}

function mapImages(detail: SetDetail, change: (image: ImageRecord) => ImageRecord): SetDetail {
	const slots = detail.slots.map((slot) => ({
		...slot,
		frames: slot.frames.map((frame) =>
			frame.image === undefined ? frame : { ...frame, image: change(frame.image) },
		),
	}));
	return { ...detail, slots };
}
