import type settingsWords from "../../../../resources/locales/en/settings.json";
import {
	type Account,
	AccountDraft,
	isCustomGateway,
	type KeyKeeping,
	NEW_CUSTOM_GATEWAY,
} from "../../../contract/accounts.ts";
import type { GatewayInfo } from "../../../contract/capability.ts";
import type { Failure } from "../../../contract/errors.ts";
import type { AccountId, GatewayId } from "../../../contract/ids.ts";
import type { AppInfo } from "../../../contract/settings.ts";
import { type CustomForm, checkCustom, customFormOf, specOf } from "./custom-form.ts";
import { newCustomForm } from "./custom-presets.ts";

/** What stands in the form, as typed. */
export type AccountForm = {
	/** Absent: a new account. */
	readonly id: AccountId | undefined;
	readonly gateway: GatewayId;
	readonly label: string;
	readonly baseUrl: string;
	/** `undefined`: the key that is kept stays. */
	readonly key: string | undefined;
	readonly keeping: KeyKeeping;
	/** For gateways the designer describes. */
	readonly custom?: CustomForm | undefined;
};

export type FormField = "label" | "baseUrl" | "key";
type ProblemWord = Extract<keyof typeof settingsWords, `problem.${string}`>;
/** A sentence of `settings.json` and the values for its blanks. */
export type FormProblem = {
	readonly word: ProblemWord;
	readonly facts: Readonly<Record<string, string | number>>;
};
export type FormProblems = Readonly<Partial<Record<FormField, FormProblem>>>;

const { label: labelSchema, baseUrl: baseUrlSchema, key: keySchema } = AccountDraft.shape;
const MAX_LABEL = labelSchema.maxLength ?? Number.POSITIVE_INFINITY;
const keyText = keySchema.unwrap().shape.text;
const MAX_KEY = keyText.maxLength ?? Number.POSITIVE_INFINITY;

/** An empty form for this gateway, with a name no other account has. */
export function newForm(
	gateway: Pick<GatewayInfo, "id" | "title" | "defaultBaseUrl">,
	accounts: readonly Account[],
	keyStore: AppInfo["keyStore"],
): AccountForm {
	const taken = new Set(accounts.map(({ label }) => label));
	let label = gateway.title;
	for (let number = 2; taken.has(label); number += 1) label = `${gateway.title} ${number}`;
	return {
		id: undefined,
		gateway: gateway.id,
		label,
		baseUrl: gateway.defaultBaseUrl ?? "",
		key: "",
		keeping: defaultKeeping(keyStore),
	};
}

/** An empty form for a gateway that is to be described. @param title what to call it at first */
export function newCustomAccount(
	kind: CustomForm["kind"],
	title: string,
	accounts: readonly Account[],
	keyStore: AppInfo["keyStore"],
): AccountForm {
	const form = newForm({ id: NEW_CUSTOM_GATEWAY, title }, accounts, keyStore);
	return { ...form, custom: newCustomForm(kind) };
}

/** The form of an account that exists; its key is not in it, because the window never has it. */
export function editForm(
	account: Account,
	gateway: Pick<GatewayInfo, "defaultBaseUrl"> | undefined,
	keyStore: AppInfo["keyStore"],
): AccountForm {
	return {
		id: account.id,
		gateway: account.gateway,
		label: account.label,
		baseUrl: account.baseUrl ?? gateway?.defaultBaseUrl ?? "",
		key: account.key === undefined ? "" : undefined,
		keeping: defaultKeeping(keyStore),
		...(isCustomGateway(account.gateway) && { custom: customOf(account) }),
	};
}

/** A description that was lost begins afresh; the account keeps its name, address and key. */
function customOf({ custom }: Account): CustomForm {
	if (custom === undefined) return newCustomForm("task");
	return customFormOf(custom, newCustomForm(custom.kind));
}

/** Another address for the form. The kept key stays with its own address, so a new one must be pasted. */
export function withBaseUrl(
	form: AccountForm,
	baseUrl: string,
	account: Account | undefined,
): AccountForm {
	const next = { ...form, baseUrl };
	if (account?.key === undefined) return next;
	if (hasMoved(next, account)) return { ...next, key: form.key ?? "" };
	return { ...next, key: form.key === "" ? undefined : form.key };
}

/** True when the form names another address than the account has. */
export function hasMoved(form: AccountForm, account: Account | undefined): boolean {
	return (
		account !== undefined && plainAddress(form.baseUrl) !== plainAddress(account.baseUrl ?? "")
	);
}

/** What must be mended before the form can be saved or tested. */
export function checkForm(form: AccountForm, account: Account | undefined): FormProblems {
	return withoutAbsent({
		label: labelProblem(form.label),
		baseUrl: baseUrlProblem(form.baseUrl),
		key: keyProblem(form, account),
	});
}

/** True when nothing has to be mended. */
export function isComplete(form: AccountForm, account: Account | undefined): boolean {
	const described = form.custom === undefined || checkCustom(form.custom).size === 0;
	return described && Object.keys(checkForm(form, account)).length === 0;
}

/** The form as main takes it. */
export function toDraft(form: AccountForm): AccountDraft {
	const text = form.key?.trim() ?? "";
	const custom = form.custom && specOf(form.custom);
	return {
		...(form.id !== undefined && { id: form.id }),
		gateway: form.gateway,
		label: form.label.trim(),
		baseUrl: form.baseUrl.trim(),
		...(text !== "" && { key: { text, keeping: form.keeping } }),
		...(custom !== undefined && { custom }),
	};
}

/** The models a test should find in the gateway's list. */
export function wantedModels(
	{ custom }: AccountForm,
	gateway: GatewayInfo | undefined,
): readonly { readonly model: string; readonly title: string }[] {
	if (custom === undefined) return gateway?.models ?? [];
	return custom.models.map(({ id, title }) => ({
		model: id.trim(),
		title: title.trim() || id.trim(),
	}));
}

/** The field a failure of main belongs beside; undefined: the form as a whole. */
export function fieldOf(failure: Failure): FormField | undefined {
	switch (failure.reason) {
		case "address-malformed":
		case "address-not-https":
		case "address-not-found":
		case "unreachable":
			return "baseUrl";
		case "key-missing":
		case "key-rejected":
		case "key-unreadable":
		case "key-store-missing":
			return "key";
		default:
			return undefined;
	}
}

function defaultKeeping(keyStore: AppInfo["keyStore"]): KeyKeeping {
	return keyStore === "sealed" ? "sealed" : "session";
}

/** Slashes at the end mean nothing; main takes them off too. */
function plainAddress(address: string): string {
	return address.trim().replace(/\/+$/, "");
}

function labelProblem(label: string): FormProblem | undefined {
	const text = label.trim();
	if (text === "") return { word: "problem.label-empty", facts: {} };
	if (labelSchema.safeParse(text).success) return undefined;
	return { word: "problem.label-too-long", facts: { have: text.length, limit: MAX_LABEL } };
}

function baseUrlProblem(baseUrl: string): FormProblem | undefined {
	const text = baseUrl.trim();
	if (text === "") return { word: "problem.address-empty", facts: {} };
	if (baseUrlSchema.safeParse(text).success) return undefined;
	return { word: "problem.address-malformed", facts: { example: "https://api.example.com/v1" } };
}

function keyProblem(form: AccountForm, account: Account | undefined): FormProblem | undefined {
	if (form.key === undefined) return undefined;
	const text = form.key.trim();
	if (text === "") {
		// An account that has lost its key may still be renamed.
		const mayWait = account !== undefined && account.key === undefined && !hasMoved(form, account);
		return mayWait ? undefined : { word: "problem.key-empty", facts: {} };
	}
	// A key travels in a header, which has room for plain characters alone.
	if (!/^[\x21-\x7e]+$/.test(text)) return { word: "problem.key-not-plain", facts: {} };
	if (keyText.safeParse(text).success) return undefined;
	return {
		word: text.length > MAX_KEY ? "problem.key-too-long" : "problem.key-too-short",
		facts: {},
	};
}

function withoutAbsent(found: Record<FormField, FormProblem | undefined>): FormProblems {
	return Object.fromEntries(Object.entries(found).filter(([, problem]) => problem !== undefined));
}
