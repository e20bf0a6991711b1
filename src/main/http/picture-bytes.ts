import { appError } from "../../contract/errors.ts";

/** Enough to know every picture format by. */
const HEAD_BYTES = 16;

const signatures: readonly { readonly at: number; readonly bytes: string }[] = [
	{ at: 0, bytes: "\x89PNG\r\n\x1a\n" },
	{ at: 0, bytes: "\xff\xd8\xff" },
	{ at: 0, bytes: "GIF8" },
	{ at: 8, bytes: "WEBP" },
	{ at: 0, bytes: "BM" },
	{ at: 0, bytes: "II*\0" },
	{ at: 0, bytes: "MM\0*" },
	// ISO media: HEIF and AVIF.
	{ at: 4, bytes: "ftyp" },
];

/**
 * Looks at the beginning of a download as it comes in. The bytes count more than what the server
 * calls them; only bytes nobody knows are judged by their name. Whether a picture is whole is for
 * the decoder to say.
 * @returns `take` each chunk, then `end`; both throw AppError `result-not-a-picture`
 */
export function judgeFirstBytes(contentType: string): {
	readonly take: (chunk: Uint8Array) => void;
	readonly end: () => void;
} {
	let head: Buffer | undefined = Buffer.alloc(0);
	const judge = () => {
		if (head === undefined) return;
		if (!isPicture(head) && isSomethingElse(head, contentType)) {
			throw appError("result-not-a-picture", { contentType });
		}
		head = undefined;
	};
	return {
		take: (chunk) => {
			if (head === undefined) return;
			head = Buffer.concat([head, chunk.subarray(0, HEAD_BYTES)]);
			if (head.length >= HEAD_BYTES) judge();
		},
		end: judge,
	};
}

function isPicture(head: Buffer): boolean {
	const text = head.toString("latin1");
	return signatures.some(({ at, bytes }) => text.startsWith(bytes, at));
}

function isSomethingElse(head: Buffer, contentType: string): boolean {
	const written = /^\s*[<{[]/.test(head.toString("utf8").replace(/^\uFEFF/, ""));
	return head.length === 0 || written || /^\s*(text\/|application\/(json|xml))/i.test(contentType);
}
