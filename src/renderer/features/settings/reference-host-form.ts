import type settingsWords from "../../../../resources/locales/en/settings.json";
import type { KeyKeeping } from "../../../contract/accounts.ts";
import type { Failure } from "../../../contract/errors.ts";
import type { HostId } from "../../../contract/ids.ts";
import { type ReferenceHost, ReferenceHostDraft } from "../../../contract/reference-hosts.ts";
import type { AppInfo } from "../../../contract/settings.ts";

/** What stands in the form of a bucket, as typed. */
export type HostForm = {
	/** Absent: a new one. */
	readonly id: HostId | undefined;
	readonly label: string;
	readonly endpoint: string;
	readonly region: string;
	readonly bucket: string;
	readonly prefix: string;
	readonly pathStyle: boolean;
	readonly accessKeyId: string;
	/** The secret key; `undefined`: the one that is kept stays. */
	readonly key: string | undefined;
	readonly keeping: KeyKeeping;
};

export type HostField =
	| "label"
	| "endpoint"
	| "region"
	| "bucket"
	| "prefix"
	| "accessKeyId"
	| "key";
type ProblemWord = Extract<keyof typeof settingsWords, `problem.${string}`>;
/** Sentences of `settings.json`. */
export type HostProblems = Readonly<Partial<Record<HostField, ProblemWord>>>;

export function newHostForm(keyStore: AppInfo["keyStore"]): HostForm {
	return {
		...{ id: undefined, label: "", endpoint: "", region: "", bucket: "", prefix: "" },
		...{ pathStyle: false, accessKeyId: "", key: "", keeping: keepingFor(keyStore) },
	};
}

/** The form of a bucket that is kept; its secret is not in it, because the window never has it. */
export function editHostForm(host: ReferenceHost, keyStore: AppInfo["keyStore"]): HostForm {
	const { key, ...rest } = host;
	return { ...rest, key: key === undefined ? "" : undefined, keeping: keepingFor(keyStore) };
}

/**
 * The form with another address or access key. A kept secret stays with its own, so another one
 * must be pasted; a region that stands in the address is filled in until somebody types one.
 */
export function changedHostForm(
	form: HostForm,
	change: Partial<HostForm>,
	host: ReferenceHost | undefined,
): HostForm {
	const next = { ...form, ...change };
	const followed = form.region === "" || form.region === regionIn(form.endpoint);
	const region = change.region ?? (followed ? regionIn(next.endpoint) : undefined) ?? next.region;
	const secret = secretAfter({ ...next, region }, form, host);
	return { ...next, region, key: "key" in change ? change.key : secret };
}

/** True when the form names another address or access key than the kept secret belongs to. */
export function hasHostMoved(form: HostForm, host: ReferenceHost | undefined): boolean {
	if (host === undefined) return false;
	const plain = (address: string) => address.trim().replace(/\/+$/, "");
	return (
		plain(form.endpoint) !== plain(host.endpoint) || form.accessKeyId.trim() !== host.accessKeyId
	);
}

/** What must be mended before the form can be saved or tested. */
export function checkHostForm(form: HostForm): HostProblems {
	const draft = toHostDraft(form);
	const parsed = ReferenceHostDraft.safeParse(draft);
	const wrong = new Set(parsed.success ? [] : parsed.error.issues.map(({ path }) => path[0]));
	const found: Partial<Record<HostField, ProblemWord>> = {};
	if (wrong.has("label") && form.label.trim() !== "") found.label = "problem.host-too-long";
	if (wrong.has("endpoint")) {
		found.endpoint =
			draft.endpoint === "" ? "problem.endpoint-empty" : "problem.endpoint-malformed";
	}
	if (wrong.has("region")) found.region = emptyOr(draft.region, "problem.region-empty");
	if (wrong.has("bucket")) found.bucket = emptyOr(draft.bucket, "problem.bucket-empty");
	if (wrong.has("prefix")) found.prefix = "problem.host-too-long";
	if (wrong.has("accessKeyId")) {
		found.accessKeyId = emptyOr(draft.accessKeyId, "problem.access-key-empty");
	}
	if (form.key?.trim() === "") found.key = "problem.secret-empty";
	else if (wrong.has("secret")) found.key = "problem.secret-malformed";
	return found;
}

/** The form as main takes it; without a name of its own it has the bucket's. */
export function toHostDraft(form: HostForm): ReferenceHostDraft {
	const { id, key, keeping, label, pathStyle, ...typed } = form;
	const secret = key?.trim() ?? "";
	const bucket = typed.bucket.trim();
	return {
		...(id !== undefined && { id }),
		label: label.trim() === "" ? bucket.slice(0, 60) : label.trim(),
		endpoint: typed.endpoint.trim(),
		region: typed.region.trim(),
		bucket,
		prefix: typed.prefix.trim(),
		pathStyle,
		accessKeyId: typed.accessKeyId.trim(),
		...(secret !== "" && { secret: { text: secret, keeping } }),
	};
}

/** The field a failure of main belongs beside; undefined: the form as a whole. */
export function hostFieldOf(failure: Failure): HostField | undefined {
	switch (failure.reason) {
		case "address-malformed":
		case "address-not-https":
		case "unreachable":
			return "endpoint";
		case "host-bucket-missing":
			return "bucket";
		case "host-wrong-region":
			return "region";
		case "key-missing":
		case "key-unreadable":
		case "key-store-missing":
		case "account-changed":
			return "key";
		default:
			return undefined;
	}
}

function keepingFor(keyStore: AppInfo["keyStore"]): KeyKeeping {
	return keyStore === "sealed" ? "sealed" : "session";
}

function secretAfter(
	next: HostForm,
	before: HostForm,
	host: ReferenceHost | undefined,
): string | undefined {
	if (host?.key === undefined) return before.key;
	if (hasHostMoved(next, host)) return before.key ?? "";
	return before.key === "" ? undefined : before.key;
}

function emptyOr(text: string, empty: ProblemWord): ProblemWord {
	return text === "" ? empty : "problem.host-too-long";
}

/**
 * The region in an address such as `https://s3.eu-central-1.amazonaws.com` (Amazon, Backblaze and
 * Wasabi build theirs so); Cloudflare's has none and takes `auto` (its R2 documentation, "S3 API
 * compatibility", read 2026-11-21).
 */
function regionIn(endpoint: string): string | undefined {
	if (/\.r2\.cloudflarestorage\.com(?:[:/]|$)/i.test(endpoint.trim())) return "auto";
	return /^https:\/\/s3[.-]([a-z]+(?:-[a-z]+)+-\d+)\./i.exec(endpoint.trim())?.[1]?.toLowerCase();
}
