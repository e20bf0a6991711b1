import i18next from "i18next";
import { MAX_REFERENCES } from "../../../contract/generation.ts";
import type { ImportedReferences } from "../../../contract/references.ts";
import { ask, failureOf } from "../../bridge/client.ts";
import { accountOf, useAccounts } from "../../state/accounts-store.ts";
import { addReferences, type DraftReference, fromReference } from "../../state/draft.ts";
import { editDraft, useDraft } from "../../state/draft-store.ts";
import { capabilityOf, gatewayOf, useGateways } from "../../state/gateways-store.ts";
import { type DropContents, isWebAddress, readTransfer } from "../../state/read-drop.ts";
import { takePictures } from "../../state/take-pictures.ts";
import {
	beginReading,
	noteReferenceFailures,
	patchCompose,
	type ReferenceFailure,
	sayAloud,
	setTaking,
	type Taking,
} from "./compose-store.ts";
import { offerRecipe } from "./offer-recipe.ts";

/** Opens the system's file dialog and adds what is chosen. */
export async function pickReferences(): Promise<void> {
	patchCompose({ picking: true });
	try {
		takeImported(await ask("references.pick"));
	} catch (thrown) {
		noteReferenceFailures([{ kind: "failure", failure: failureOf(thrown) }]);
	} finally {
		patchCompose({ picking: false });
	}
}

/** Adds the picture on the clipboard. */
export async function pasteReference(): Promise<void> {
	const done = beginReading(1);
	try {
		takeImported(await ask("references.paste"));
	} catch (thrown) {
		noteReferenceFailures([{ kind: "failure", failure: failureOf(thrown) }]);
	} finally {
		done();
	}
}

/** Adds an address the gateway fetches by itself; what is wrong with it is said beside it. */
export function addLink(url: string): void {
	add([{ kind: "link", url }]);
}

/** Adds whatever of a drop can become a reference, and notes what cannot. Call it inside the event. */
export function takeDrop(data: DataTransfer): Promise<void> {
	const contents = readTransfer(data);
	const [path, ...others] = contents.paths;
	if (path !== undefined && others.length === 0 && !contents.hasFolder) void offerRecipe(path);
	return takeContents(contents);
}

/**
 * Adds the pictures of a paste, unless it is text meant for the field it was pasted into.
 * @param intoText the paste went into a field for text
 * @returns true when the paste was taken
 */
export function takePaste(data: DataTransfer, intoText: boolean): boolean {
	const contents = pastedPictures(data, intoText);
	if (contents === undefined) return false;
	void takeContents(contents);
	return true;
}

/**
 * What of a paste are pictures: files on disk before bytes, bytes before an address, an address
 * before text. Into a field for text goes what office programs copy beside a picture of itself, and
 * an address that was copied as text.
 */
function pastedPictures(data: DataTransfer, intoText: boolean): DropContents | undefined {
	const contents = readTransfer(data);
	if (contents.paths.length > 0) return contents;
	if (contents.loose.length > 0 && !(intoText && hasWords(data))) return contents;
	const url = data.getData("text/plain").trim();
	if (intoText || !isWebAddress(url) || /\s/.test(url)) return undefined;
	return { paths: [], hasFolder: false, loose: [{ name: "", url }], refused: [] };
}

function hasWords(data: DataTransfer): boolean {
	const html = data.getData("text/html");
	if (html === "") return data.getData("text/plain").trim() !== "";
	const page = new DOMParser().parseFromString(html, "text/html");
	return (page.body.textContent ?? "").trim() !== "";
}

async function takeContents(contents: DropContents): Promise<void> {
	noteReferenceFailures(contents.refused.map(({ reason, name }) => ({ kind: reason, name })));
	const expected = contents.hasFolder ? 1 : contents.paths.length + contents.loose.length;
	if (expected === 0) return;
	const have = useDraft.getState().draft?.references.length ?? 0;
	const limit = Math.max(0, MAX_REFERENCES - have);
	const stop = new AbortController();
	const done = beginReading(Math.min(expected, Math.max(1, limit)));
	const taking: Taking = { stop: () => stop.abort(), progress: undefined };
	// What is quickly done needs no cancel: a line that comes and goes would only unsettle the form.
	const show = contents.hasFolder || contents.loose.some(({ url }) => url !== undefined);
	if (show) setTaking(taking, taking);
	try {
		const taken = await takePictures(contents, {
			limit,
			signal: stop.signal,
			keepsLinks: takesLinks(),
			onProgress: (progress) => show && setTaking(taking, { ...taking, progress }),
			onTaken: (references) => add(references.map(fromReference)),
		});
		if (taken.links.length > 0) add(taken.links.map((url) => ({ kind: "link", url })));
		noteReferenceFailures(
			taken.problems.map(({ error }): ReferenceFailure["why"] => ({
				kind: "failure",
				failure: error,
			})),
		);
		noteLeftOut(taken.leftOut);
		const found = taken.references.length + taken.problems.length + taken.leftOut;
		if (contents.hasFolder && found === 0 && !taken.stopped) {
			noteReferenceFailures([{ kind: "no-pictures", name: "" }]);
		}
	} finally {
		setTaking(taking, undefined);
		done();
	}
}

/** Whether the model of the form fetches links by itself. */
function takesLinks(): boolean {
	const { draft } = useDraft.getState();
	const account = accountOf(useAccounts.getState().accounts, draft?.account);
	const gateway = gatewayOf(useGateways.getState().gateways, account?.gateway);
	return capabilityOf(gateway, draft?.model)?.references.by.includes("link") ?? false;
}

function takeImported({ references, problems }: ImportedReferences): void {
	noteReferenceFailures(
		problems.map(({ error }): ReferenceFailure["why"] => ({ kind: "failure", failure: error })),
	);
	if (references.length > 0) add(references.map(fromReference));
}

function add(added: readonly DraftReference[]): void {
	const before = useDraft.getState().draft;
	if (before === undefined) return;
	const full = before.references.length + added.length > MAX_REFERENCES;
	editDraft((draft) => addReferences(draft, added));
	const after = useDraft.getState().draft ?? before;
	const count = after.references.length - before.references.length;
	if (full) noteLeftOut(added.length - count);
	else {
		const key = count === 0 ? "references.said.known" : "references.said.added";
		sayAloud(i18next.t(key, { ns: "compose", count }));
	}
}

function noteLeftOut(count: number): void {
	if (count > 0) noteReferenceFailures([{ kind: "left-out", count, limit: MAX_REFERENCES }]);
}
