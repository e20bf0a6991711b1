import { z } from "zod";
import { KeyKeeping, KeyStatus } from "./accounts.ts";
import { Failure } from "./errors.ts";
import { AccountId, HostId } from "./ids.ts";

const bucket = {
	label: z.string().trim().min(1).max(60),
	/** Such as `https://s3.eu-central-1.amazonaws.com`; http for this computer alone. */
	endpoint: z.url().max(500),
	region: z.string().trim().min(1).max(60),
	bucket: z.string().trim().min(1).max(255),
	/** Folder inside the bucket; empty: its top. */
	prefix: z.string().trim().max(200),
	/** `https://endpoint/bucket/key` instead of `https://bucket.endpoint/key`. */
	pathStyle: z.boolean(),
	accessKeyId: z.string().trim().min(1).max(200),
};

/** An S3-compatible bucket that holds references while gateways fetch them. */
export const ReferenceHost = z.object({
	id: HostId,
	...bucket,
	/** Of the secret key. */
	key: KeyStatus.optional(),
});
export type ReferenceHost = z.infer<typeof ReferenceHost>;

export const ReferenceHostDraft = z.strictObject({
	/** Absent: a new one. */
	id: HostId.optional(),
	...bucket,
	/** Absent: keep the secret that is there. */
	secret: z
		.strictObject({ text: z.string().trim().min(4).max(2_000), keeping: KeyKeeping })
		.optional(),
});
export type ReferenceHostDraft = z.infer<typeof ReferenceHostDraft>;

/** What a test found: a small object was put, fetched through its link, and removed. */
export const ReferenceHostTest = z.object({
	/** The first step that failed. */
	error: Failure.optional(),
	/** `inside-network`: the address is of this computer or its network, where no gateway on the internet can fetch anything. */
	notice: z.enum(["inside-network"]).optional(),
});
export type ReferenceHostTest = z.infer<typeof ReferenceHostTest>;

/** Where pictures go for gateways that only fetch links and have no upload of their own. */
export const HostChoice = z.discriminatedUnion("kind", [
	/** The upload API of an account. */
	z.strictObject({ kind: z.literal("account"), account: AccountId }),
	z.strictObject({ kind: z.literal("bucket"), host: HostId }),
]);
export type HostChoice = z.infer<typeof HostChoice>;
