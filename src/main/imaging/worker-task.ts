import type { ReferenceRules } from "../../contract/capability.ts";
import type { ErrorReason, Facts } from "../../contract/errors.ts";
import type { ReferenceEdit } from "../../contract/reference-edit.ts";
import type {
	AnimationOptions,
	Canvas,
	EditedImage,
	FittedImage,
	FramedImage,
	ImageFacts,
	ImageSource,
	Taken,
} from "./imaging.ts";

/** Everything a worker can be asked to do: what it takes beside the picture, and what it gives. */
export type Operations = {
	inspect: { takes: Record<never, never>; gives: ImageFacts };
	thumbnail: { takes: { maxSide: number }; gives: Uint8Array };
	inspectWithThumbnail: {
		takes: { maxSide: number };
		gives: { facts: ImageFacts; thumbnail: Uint8Array; look: string };
	};
	/** For what comes in from outside. */
	take: {
		takes: { maxSide: number };
		gives: Taken;
	};
	look: { takes: Record<never, never>; gives: string };
	fit: {
		takes: { rules: ReferenceRules; gateway: string; maxSide?: number | undefined };
		gives: FittedImage;
	};
	edit: { takes: { edit: ReferenceEdit; limitMs: number }; gives: EditedImage };
	frame: { takes: { canvas: Canvas }; gives: FramedImage };
	animate: {
		/** `source` is the first frame. */
		takes: AnimationOptions & { others: readonly Uint8Array[]; limitMs: number };
		gives: Uint8Array;
	};
	palette: { takes: { count: number }; gives: readonly string[] };
};
export type OperationName = keyof Operations;

/** One call as it travels to a worker. */
export type WorkerTask = {
	[Name in OperationName]: {
		readonly operation: Name;
		readonly source: ImageSource;
		/** What sentences call the picture. */
		readonly name: string;
	} & Operations[Name]["takes"];
}[OperationName];

/** What a worker says: once `ready`, then one answer a task. */
export type WorkerReply =
	| { readonly kind: "ready" }
	| { readonly kind: "done"; readonly value: Operations[OperationName]["gives"] }
	| {
			readonly kind: "failed";
			readonly reason: ErrorReason;
			readonly facts: Facts;
			/** What the decoder said, for the log. */
			readonly said?: string;
			/** The decoder cannot go on after this; the worker must be replaced. */
			readonly spoiled: boolean;
	  };
