import type { CannedReply } from "./faults.ts";
import type { PictureLimits } from "./fetch-references.ts";
import type { Billing, GatewayName, SimulatorOptions } from "./simulator.ts";

/** Why a gateway says no, before any question of the request's own content. */
export type RefusalCause =
	| "no-key"
	| "no-bearer"
	| "wrong-key"
	| "unknown-address"
	| "unknown-model"
	| "unknown-task"
	| "body-too-large"
	| "bad-request";

export type PixelSize = { readonly width: number; readonly height: number };

/** A request that passed every check of the page, with what it asks for. */
export type AcceptedSubmit = {
	readonly model: string;
	/** Pictures that will be made, unless a fault says otherwise. */
	readonly images: number;
	readonly isSet: boolean;
	readonly stream: boolean;
	/** Bytes in the reply instead of links. */
	readonly inline: boolean;
	/** Pixels of the pictures a real gateway would make. */
	readonly size: PixelSize;
	/** Addresses the gateway must be able to fetch. */
	readonly links: readonly string[];
	readonly tag?: string;
};

/** A picture that was made. */
export type MadePicture = {
	readonly place: number;
	readonly bytes: Buffer;
	readonly sha256: string;
	readonly size: PixelSize;
	/** Absent: it goes out as bytes. */
	readonly url?: string;
};

/** A task as its gateway tells of it. */
export type TaskView = {
	readonly id: string;
	readonly tag?: string;
	readonly model: string;
	readonly state: "pending" | "working" | "done" | "failed";
	/** Pictures asked for. */
	readonly images: number;
	/** Seconds since the Unix epoch. */
	readonly created: number;
	readonly ended?: number;
	/** Instead of the page's word. */
	readonly word?: string;
	readonly error?: Readonly<Record<string, unknown>>;
	readonly links: readonly string[];
};

/** A gateway that names a task and is asked after it. */
export type TaskSide = {
	readonly kind: "task";
	readonly newId: (number: number) => string;
	/** What stands in the path of a question after a task; nothing for other paths. */
	readonly idIn: (path: string) => string | undefined;
	/** An id that cannot be one of this gateway's. */
	readonly refuseId?: (id: string) => CannedReply | undefined;
	readonly byTag: boolean;
	readonly submitReply: (task: TaskView, options: SimulatorOptions) => unknown;
	readonly pollReply: (task: TaskView) => unknown;
	/** Whether what was reserved is settled on what was made. */
	readonly settles: boolean;
};

/** A gateway that answers with the pictures. */
export type SyncSide = {
	readonly kind: "sync";
	/** One entry of `data`, as the page prints it. */
	readonly entry: (picture: MadePicture) => Record<string, unknown>;
};

/** What came with an upload, whichever way it was sent. */
export type UploadedFile = {
	readonly name: string;
	readonly mime: string;
	readonly bytes: Buffer;
};

export type UploadSide = {
	readonly maxBytes: number;
	/** How an upload is sent to this path; nothing for other paths. */
	readonly wayOf: (path: string) => "multipart" | "base64" | undefined;
	/** The id that a DELETE to this path takes away. */
	readonly removedId?: (path: string) => string | undefined;
	readonly taken: (file: {
		readonly id: string;
		readonly name: string;
		readonly url: string;
		readonly mime: string;
		readonly bytes: number;
	}) => unknown;
	readonly removed: (id: string) => unknown;
	readonly refuse: (
		why: "no-file" | "wrong-type" | "too-large" | "full" | "unknown-file",
	) => CannedReply;
};

/** One gateway, described: paths, checks and the shapes of its replies. */
export type GatewaySide = {
	readonly name: GatewayName;
	readonly key: string;
	/** What an account's address ends with. */
	readonly basePath: string;
	readonly submitPath: string;
	readonly refuse: (cause: RefusalCause, said?: string, param?: string) => CannedReply;
	/** Checks a body against the page. @returns the refusal a strict gateway would give, or what was asked for */
	readonly check: (body: unknown) => CannedReply | AcceptedSubmit;
	/** What linked pictures must be; absent: links are taken as they are. */
	readonly links?: PictureLimits;
	readonly work: TaskSide | SyncSide;
	/** Answers to GET by path, for a client with the right key. */
	readonly questions: (path: string, billing: Billing) => CannedReply | undefined;
	/** These paths answer a wrong key with status 200 and an error in the body. */
	readonly hidesWrongKey?: (path: string) => CannedReply | undefined;
	readonly uploads?: UploadSide;
};
