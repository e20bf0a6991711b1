import { z } from "zod";
import sentences from "../../resources/locales/en/errors.json" with { type: "json" };

/** The closed list of what can go wrong, in the words every room uses. */
export const errorKinds = [
	"auth",
	"quota",
	"rate",
	"refused",
	"invalid-request",
	"invalid-reference",
	"not-found",
	"server",
	"network",
	"timeout",
	"protocol",
	"expired",
	"storage",
	"cancelled",
	"unsupported",
	"internal",
] as const;
export type ErrorKind = (typeof errorKinds)[number];

/** Names one sentence of `resources/locales/<language>/errors.json`. */
export type ErrorReason = keyof typeof sentences;

/** When sending or doing the same again makes sense. */
export const retryAdvice = ["now", "later", "after-change", "never"] as const;
/** Whether the gateway took money: `maybe` means nobody on this side can know. */
export const chargedWords = ["no", "maybe", "yes"] as const;

type CatalogueRow = {
	readonly kind: ErrorKind;
	readonly retry: (typeof retryAdvice)[number];
	readonly charged: (typeof chargedWords)[number];
};

const row = (
	kind: ErrorKind,
	retry: CatalogueRow["retry"],
	charged: CatalogueRow["charged"] = "no",
): CatalogueRow => ({ kind, retry, charged });

/** What each reason means for the job: a reason without a row, or a row without a sentence, does not compile. */
export const errorCatalogue: Readonly<Record<ErrorReason, CatalogueRow>> = {
	"key-missing": row("auth", "after-change"),
	"key-rejected": row("auth", "after-change"),
	"key-unreadable": row("auth", "after-change"),
	"key-not-checkable": row("unsupported", "never"),
	"access-denied": row("auth", "after-change"),
	"no-money": row("quota", "after-change"),
	"too-many-requests": row("rate", "later"),
	"quota-reached": row("quota", "after-change"),
	"prompt-refused": row("refused", "after-change"),
	"reference-refused": row("refused", "after-change"),
	"result-refused": row("refused", "after-change"),
	"request-rejected": row("invalid-request", "after-change"),
	"body-too-large": row("invalid-request", "after-change"),
	"form-incomplete": row("invalid-request", "after-change"),
	"input-invalid": row("invalid-request", "never"),
	"reference-not-a-picture": row("invalid-reference", "after-change"),
	"reference-heic": row("invalid-reference", "after-change"),
	"reference-damaged": row("invalid-reference", "after-change"),
	"reference-too-large": row("invalid-reference", "after-change"),
	"reference-gone": row("invalid-reference", "after-change"),
	"reference-unreadable": row("invalid-reference", "after-change"),
	"reference-cannot-fit": row("invalid-reference", "after-change"),
	"reference-svg": row("invalid-reference", "after-change"),
	"reference-psd": row("invalid-reference", "after-change"),
	"reference-pdf": row("invalid-reference", "after-change"),
	"reference-raw": row("invalid-reference", "after-change"),
	"folder-empty": row("invalid-reference", "after-change"),
	"import-changing": row("invalid-reference", "later"),
	"import-inside-library": row("invalid-request", "after-change"),
	"watch-holds-library": row("invalid-request", "after-change"),
	"watch-already": row("invalid-request", "never"),
	"watch-too-many": row("invalid-request", "after-change"),
	"incoming-gone": row("not-found", "after-change"),
	"web-link-unusable": row("invalid-reference", "after-change"),
	"web-picture-needs-login": row("invalid-reference", "after-change"),
	"web-picture-gone": row("not-found", "after-change"),
	"web-picture-failed": row("server", "now"),
	"edit-empty": row("invalid-reference", "after-change"),
	"edit-too-large": row("invalid-reference", "after-change"),
	"name-taken": row("invalid-request", "after-change"),
	"clipboard-empty": row("invalid-reference", "after-change"),
	"link-not-allowed": row("invalid-reference", "after-change"),
	"job-not-found": row("not-found", "never"),
	"image-not-found": row("not-found", "never"),
	"set-not-found": row("not-found", "never"),
	"undo-gone": row("not-found", "never"),
	"collection-not-found": row("not-found", "never"),
	"collection-unreadable": row("storage", "never"),
	"collection-fills-itself": row("invalid-request", "after-change"),
	"export-failed": row("internal", "now"),
	"no-recipe": row("not-found", "never"),
	"picture-over-limit": row("unsupported", "after-change"),
	"eagle-not-running": row("network", "after-change"),
	"eagle-refused": row("unsupported", "after-change"),
	"animation-too-long": row("unsupported", "after-change"),
	"board-not-found": row("not-found", "never"),
	"board-damaged": row("storage", "never"),
	"board-newer": row("unsupported", "after-change"),
	"board-full": row("invalid-request", "after-change"),
	"board-too-much-text": row("invalid-request", "after-change"),
	"board-file-not-a-board": row("unsupported", "after-change"),
	"board-file-damaged": row("storage", "after-change"),
	"board-file-too-large": row("unsupported", "after-change"),
	"board-file-unreadable": row("storage", "after-change"),
	"account-not-found": row("not-found", "after-change"),
	"model-not-found": row("not-found", "after-change"),
	"address-malformed": row("invalid-request", "after-change"),
	"address-not-https": row("invalid-request", "after-change"),
	"key-store-missing": row("storage", "after-change", "no"),
	"built-in-stays": row("unsupported", "never"),
	"fewer-than-asked": row("protocol", "later", "maybe"),
	"cannot-cancel-now": row("unsupported", "later", "yes"),
	"address-not-found": row("not-found", "after-change"),
	"gateway-failed": row("server", "later", "maybe"),
	"gateway-busy": row("server", "later"),
	unreachable: row("network", "now"),
	"connection-lost": row("network", "later", "maybe"),
	"closed-while-sending": row("network", "later", "maybe"),
	"no-answer": row("timeout", "later", "maybe"),
	"asking-failed": row("network", "now"),
	"answer-too-large": row("protocol", "later", "maybe"),
	"not-json": row("protocol", "later", "maybe"),
	"html-page": row("protocol", "after-change", "maybe"),
	"empty-answer": row("protocol", "later", "maybe"),
	"link-unusable": row("protocol", "never", "yes"),
	"link-refused": row("expired", "now", "yes"),
	"account-changed": row("invalid-request", "now"),
	"cannot-send-again": row("unsupported", "after-change"),
	"link-expired": row("expired", "never", "yes"),
	"download-failed": row("server", "now", "yes"),
	"download-interrupted": row("network", "now", "yes"),
	"result-not-a-picture": row("protocol", "now", "yes"),
	"result-damaged": row("protocol", "now", "yes"),
	"result-too-large": row("protocol", "never", "yes"),
	"no-room-for-reply": row("storage", "after-change"),
	"disk-full": row("storage", "after-change", "yes"),
	"folder-read-only": row("storage", "after-change", "yes"),
	"folder-missing": row("storage", "after-change", "yes"),
	"storage-failed": row("storage", "now", "yes"),
	"library-read-only": row("storage", "after-change"),
	"library-free": row("storage", "after-change"),
	"library-protected": row("storage", "after-change"),
	"library-of-teammate": row("storage", "after-change"),
	"library-moving": row("storage", "later"),
	"library-busy-jobs": row("unsupported", "later"),
	"library-busy-work": row("unsupported", "later"),
	"library-unknown": row("not-found", "after-change"),
	"folder-not-empty": row("storage", "after-change"),
	"folder-inside-library": row("storage", "after-change"),
	"backup-of-another": row("storage", "after-change"),
	"backup-not-found": row("not-found", "after-change"),
	"backup-newer": row("unsupported", "after-change"),
	"copy-differs": row("storage", "now"),
	"file-name-no-text": row("unsupported", "after-change"),
	"file-gone": row("not-found", "now"),
	"form-damaged": row("storage", "never"),
	"form-newer": row("unsupported", "after-change"),
	"task-failed": row("server", "later", "maybe"),
	"task-cancelled": row("server", "later", "maybe"),
	"task-not-found": row("not-found", "later", "maybe"),
	"task-not-taken": row("not-found", "later", "maybe"),
	"task-not-answered": row("server", "now"),
	"task-cannot-be-cancelled": row("unsupported", "later", "maybe"),
	"upload-failed": row("server", "now"),
	"uploads-full": row("quota", "after-change"),
	"upload-too-large": row("invalid-reference", "after-change"),
	"no-reference-host": row("invalid-reference", "after-change"),
	"host-rejected": row("auth", "after-change"),
	"host-bucket-missing": row("not-found", "after-change"),
	"host-failed": row("server", "now"),
	"host-link-dead": row("invalid-reference", "after-change"),
	"host-wrong-region": row("invalid-request", "after-change"),
	"host-clock-wrong": row("auth", "after-change"),
	"host-cannot-remove": row("auth", "after-change"),
	"host-not-found": row("not-found", "after-change"),
	"bucket-busy": row("rate", "later"),
	"bucket-full": row("quota", "after-change"),
	"bucket-failed": row("server", "later"),
	"bucket-strange": row("protocol", "later"),
	"mirror-not-set": row("not-found", "after-change"),
	"mirror-file-too-large": row("unsupported", "never"),
	"mirror-file-changing": row("storage", "later"),
	"mirror-original-away": row("not-found", "after-change"),
	"mirror-damaged": row("storage", "after-change"),
	"mirror-file-lost": row("not-found", "later"),
	"mirror-name-unusable": row("unsupported", "never"),
	"mirror-not-found": row("not-found", "later"),
	"price-higher": row("quota", "after-change"),
	"budget-passed": row("quota", "after-change"),
	"task-id-missing": row("protocol", "after-change", "maybe"),
	"task-unreadable": row("protocol", "after-change", "maybe"),
	"account-in-use": row("unsupported", "later"),
	"reply-gone": row("storage", "never", "yes"),
	"record-damaged": row("storage", "never", "maybe"),
	cancelled: row("cancelled", "now"),
	"cancelled-while-sending": row("cancelled", "later", "maybe"),
	"demo-failed": row("server", "now"),
	"unknown-request": row("unsupported", "never"),
	"sender-untrusted": row("unsupported", "never"),
	"not-supported": row("unsupported", "after-change"),
	internal: row("internal", "later"),
};

const reasons = Object.keys(errorCatalogue) as [ErrorReason, ...ErrorReason[]];

/** Values for the blanks of a sentence. Never a key, a prompt or picture bytes. */
export const Facts = z.record(z.string(), z.union([z.string(), z.number()]));
export type Facts = z.infer<typeof Facts>;

/** The plain form of an {@link AppError}: it survives a process border, a database row and a recipe file. */
export const Failure = z.object({
	kind: z.enum(errorKinds),
	reason: z.enum(reasons),
	/** The English sentence, filled in; the window says it in the designer's language from `reason` and `facts`. */
	message: z.string(),
	facts: Facts.optional(),
	/** What the gateway said in its own words, shortened and scrubbed. */
	detail: z.string().optional(),
	gatewayCode: z.string().optional(),
	httpStatus: z.int().optional(),
	requestId: z.string().optional(),
	/** From `Retry-After`, milliseconds. */
	retryAfterMs: z.number().optional(),
	retry: z.enum(retryAdvice),
	charged: z.enum(chargedWords),
});
export type Failure = z.infer<typeof Failure>;

/** What every request resolves to; a promise that crosses the process border never rejects. */
export type Outcome<T> =
	| { readonly ok: true; readonly value: T }
	| { readonly ok: false; readonly error: Failure };

type AppErrorOptions = {
	readonly reason: ErrorReason;
	readonly facts?: Facts;
	readonly cause?: unknown;
} & Partial<
	Pick<
		Failure,
		"detail" | "gatewayCode" | "httpStatus" | "requestId" | "retryAfterMs" | "charged" | "retry"
	>
>;

/** The one error of this app. `reason` picks the kind, the retry advice, the charge and the sentence. */
export class AppError extends Error {
	override readonly name = "AppError";
	readonly failure: Failure;

	/**
	 * The signature of `Error` itself, so that the lint rule on causes sees this class too.
	 * @param message leave empty to use the reason's own sentence
	 */
	constructor(message: string, options: AppErrorOptions) {
		const { reason, facts, cause, ...rest } = options;
		const text = message === "" ? fillSentence(sentences[reason], facts ?? {}) : message;
		super(text, { cause });
		this.failure = {
			...errorCatalogue[reason],
			reason,
			message: text,
			...(facts === undefined ? {} : { facts }),
			...rest,
		};
	}

	get reason(): ErrorReason {
		return this.failure.reason;
	}

	/** Any thrown value as an AppError; what nobody named becomes `internal`. */
	static from(thrown: unknown): AppError {
		if (thrown instanceof AppError) return thrown;
		const said = thrown instanceof Error ? thrown.message : String(thrown);
		return new AppError("", { reason: "internal", facts: { said }, cause: thrown });
	}
}

/** Shorthand for the usual case: the reason's own sentence with its blanks filled. */
export function appError(
	reason: ErrorReason,
	facts: Facts = {},
	more: Omit<AppErrorOptions, "reason" | "facts"> = {},
): AppError {
	return new AppError("", { reason, facts, ...more });
}

/** Puts facts into the `{{blanks}}` of a sentence; a blank without a fact stays visible as `…`. */
export function fillSentence(sentence: string, facts: Facts): string {
	return sentence.replaceAll(/\{\{(\w+)\}\}/g, (_, name: string) => String(facts[name] ?? "…"));
}

/** Makes a switch exhaustive at compile time, and loud at run time when a type lied. */
export function assertNever(value: never): never {
	throw appError("internal", { said: `unhandled value ${JSON.stringify(value)}` });
}
