import { ImageId, JobId } from "../../../../src/contract/ids.ts";
import type { ImageRecord, PictureMark } from "../../../../src/contract/library.ts";
import type { SetDetail, SetFrame, SetSlot } from "../../../../src/contract/sets.ts";
import { job } from "./sample-job.ts";

export const setId = JobId.parse("0197a0b0-0000-7000-8000-0000000000aa");

export function imageId(n: number): ImageId {
	return ImageId.parse(`0197a0b0-0000-7000-8000-${n.toString(16).padStart(12, "0")}`);
}

export function record(n: number, mark?: PictureMark): ImageRecord {
	return {
		id: imageId(n),
		job: setId,
		index: n,
		width: 16,
		height: 9,
		bytes: 1,
		format: "png",
		savedAt: 0,
		file: `${n}.png`,
		prompt: "a shoe",
		modelTitle: "Seedream 4.0",
		gatewayTitle: "Tokaify",
		...(mark !== undefined && { mark }),
	};
}

/** A slot with one saved frame. */
export function savedSlot(slot: number, mark?: PictureMark): SetSlot {
	const image = record(slot, mark);
	return {
		slot,
		frames: [{ id: image.id, job: setId, state: "saved", image }],
		shown: image.id,
		awaited: false,
		empty: false,
		caption: "",
	};
}

/** A slot whose last try came to nothing. */
export function failedSlot(slot: number, frame: Partial<SetFrame> = {}): SetSlot {
	return {
		slot,
		frames: [{ id: imageId(slot), job: setId, state: "refused", ...frame }],
		awaited: false,
		empty: false,
		caption: "",
	};
}

export function emptySlot(slot: number, more: Partial<SetSlot> = {}): SetSlot {
	return { slot, frames: [], awaited: false, empty: true, caption: "", ...more };
}

export function setOf(slots: readonly SetSlot[]): SetDetail {
	return {
		set: setId,
		title: "",
		request: job("done", { mode: "set", count: slots.length }).request,
		gatewayTitle: "Tokaify",
		modelTitle: "Seedream 4.0",
		createdAt: 0,
		ratio: 16 / 9,
		slots: [...slots],
		jobs: [setId],
	};
}
