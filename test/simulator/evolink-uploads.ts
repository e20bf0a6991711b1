import { cannedJson } from "./canned-replies.ts";
import type { UploadSide } from "./gateway-side.ts";

/** EvoLink's file service (gateway reference 1.5), read 2026-11-21. Times are as its sample writes them. */
const HOURS_KEPT = 72;

const ways: Readonly<Record<string, "multipart" | "base64">> = {
	"/api/v1/files/upload/base64": "base64",
	"/api/v1/files/upload/stream": "multipart",
};

const refusals = {
	"no-file": [400, 400, "file is required"],
	"wrong-type": [400, 40002, "File type not allowed"],
	"too-large": [400, 40001, "File too large"],
	full: [403, 40003, "File quota exceeded"],
	"unknown-file": [404, 404, "File not found"],
} as const;

export const evolinkUploads: UploadSide = {
	maxBytes: 100_000_000,
	wayOf: (path) => ways[path],
	removedId: (path) => /^\/api\/v1\/files\/([^/]+)$/.exec(path)?.[1],
	taken: ({ id, name, url, mime, bytes }) => ({
		success: true,
		code: 200,
		msg: "File uploaded successfully",
		data: {
			file_id: id,
			file_name: name,
			original_name: name,
			file_size: bytes,
			mime_type: mime,
			upload_path: "seedcase",
			file_url: url,
			download_url: url,
			upload_time: inBeijing(Date.now()),
			expires_at: inBeijing(Date.now() + HOURS_KEPT * 3_600_000),
		},
	}),
	removed: (id) => ({ success: true, code: 200, msg: "File deleted", data: { file_id: id } }),
	refuse: (why) => {
		const [status, code, msg] = refusals[why];
		return cannedJson(status, { success: false, code, msg });
	},
};

/** `2025-10-09T00:00:00+08:00`. */
function inBeijing(at: number): string {
	return new Date(at + 8 * 3_600_000).toISOString().replace(/\.\d+Z$/, "+08:00");
}
