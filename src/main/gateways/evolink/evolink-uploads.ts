import type { CodeTable } from "../error-codes.ts";
import type { UploadApi } from "../gateway-adapter.ts";
import { multipartBody } from "../multipart-body.ts";
import { removeRequest, uploadRequest, withoutVersion } from "../task-request.ts";
import { readUploadReply } from "../task-upload.ts";
import { evolinkPlaced } from "./evolink-wire.ts";

/** Where pictures are asked for, by its page. */
export const EVOLINK_BASE = "https://api.evolink.ai";
/** Where files go, with the same key (gateway reference 1.5, E3 and E4). */
const FILES_BASE = "https://files-api.evolink.ai";

/** Codes of the file API beside the HTTP statuses (gateway reference 1.5, E5; read 2026-11-21). */
const uploadCodes: CodeTable = {
	// Too large; of a type that is not allowed.
	"40001": "upload-failed",
	"40002": "upload-failed",
	"40003": "uploads-full",
	"50001": "upload-failed",
};

/**
 * EvoLink's file API: gateway reference 1.5, read 2026-11-21. One picture at a time; a file of the
 * same name is overwritten, so names are unique; files are deleted after 72 hours.
 */
export const evolinkUploads: UploadApi = {
	maxBytes: 100_000_000,
	linkHours: 72,
	baseUrl: filesBase,
	buildUpload: (file, base) =>
		uploadRequest(
			`${base}/api/v1/files/upload/stream`,
			multipartBody([["file_name", file.name]], { field: "file", ...file }),
		),
	readUpload: (reply, context) => readUploadReply(reply, context, evolinkPlaced, uploadCodes),
	buildRemove: (id, base) => removeRequest(`${base}/api/v1/files/${encodeURIComponent(id)}`),
};

/** The file host stands beside EvoLink's own address; any other address must serve files itself. */
function filesBase(accountBaseUrl: string): string {
	const url = URL.parse(accountBaseUrl);
	if (url === null || url.origin === EVOLINK_BASE) return FILES_BASE;
	return url.origin === "null" ? withoutVersion(accountBaseUrl) : url.origin;
}
