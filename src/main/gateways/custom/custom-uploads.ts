import type { CustomTask } from "../../../contract/custom-gateway.ts";
import { linkOfUpload } from "../../../contract/custom-reply.ts";
import type { UploadApi } from "../gateway-adapter.ts";
import { linkExpiry } from "../link-expiry.ts";
import { multipartBody } from "../multipart-body.ts";
import { readUploadReply } from "../task-upload.ts";
import { bearer } from "./custom-http.ts";

const UPLOAD_MS = 120_000;
/** What every known upload API takes (gateway reference 1.5 and 2.3, read 2026-11-21). */
const MAX_UPLOAD_BYTES = 10_000_000;

/** The upload the designer has described; nothing for a gateway that takes references otherwise. */
export function customUploads({ references, upload }: CustomTask): UploadApi | undefined {
	if (references !== "upload" || upload === undefined) return undefined;
	return {
		maxBytes: MAX_UPLOAD_BYTES,
		// The key goes to the account's own address and to no other.
		baseUrl: (accountBaseUrl) => accountBaseUrl,
		buildUpload: (file, uploadBaseUrl) => {
			const { contentType, body } = multipartBody([], { field: upload.uploadField, ...file });
			return {
				method: "POST",
				url: `${uploadBaseUrl}${upload.uploadPath}`,
				headers: { "content-type": contentType, accept: "application/json" },
				body,
				free: true,
				auth: bearer,
				timeoutMs: UPLOAD_MS,
			};
		},
		readUpload: (reply, context) =>
			readUploadReply(reply, context, (json) => {
				const url = linkOfUpload(json, upload.uploadPlace)?.value;
				if (url === undefined) return undefined;
				const expiresAt = linkExpiry(url);
				return { url, ...(expiresAt !== undefined && { expiresAt }) };
			}),
	};
}
