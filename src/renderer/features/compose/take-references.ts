import i18next from "i18next";
import { MAX_REFERENCES } from "../../../contract/generation.ts";
import type { ImportedReferences } from "../../../contract/references.ts";
import { ask, failureOf, pathOfFile } from "../../bridge/client.ts";
import { addReferences, type DraftReference, fromReference } from "../../state/draft.ts";
import { editDraft, useDraft } from "../../state/draft-store.ts";
import {
	beginReading,
	noteReferenceFailures,
	patchCompose,
	type ReferenceFailure,
	sayAloud,
} from "./compose-store.ts";
import { type DropSource, readDrop } from "./read-drop.ts";

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
	await whileReading(1, () => ask("references.paste"));
}

/** Adds files that lie on disk, as many as a request can name. */
export async function importReferences(paths: readonly string[]): Promise<void> {
	const have = useDraft.getState().draft?.references.length ?? 0;
	const taken = paths.slice(0, Math.max(0, MAX_REFERENCES - have));
	noteLeftOut(paths.length - taken.length);
	if (taken.length === 0) return;
	await whileReading(taken.length, () => ask("references.import", { paths: taken }));
}

/** Adds an address the gateway fetches by itself; what is wrong with it is said beside it. */
export function addLink(url: string): void {
	add([{ kind: "link", url }]);
}

/** Adds whatever of a drop can become a reference, and notes what cannot. */
export async function takeDrop(data: DataTransfer): Promise<void> {
	const { paths, links, refused } = readDrop(dropSource(data));
	noteReferenceFailures(refused.map(({ reason, name }) => ({ kind: reason, name })));
	if (links.length > 0) add(links.map((url) => ({ kind: "link", url })));
	await importReferences(paths);
}

/**
 * Adds the pictures of a paste, unless it is text meant for the field it was pasted into.
 * @returns true when the paste was taken
 */
export function takePaste(data: DataTransfer, intoText: boolean): boolean {
	const files = [...data.files];
	if (files.length === 0 || (intoText && data.types.includes("text/plain"))) return false;
	const paths = files.flatMap((file) => pathOfFile(file) ?? []);
	void (paths.length > 0 ? importReferences(paths) : pasteReference());
	return true;
}

/** Must run inside the drop event: afterwards its items are empty. */
function dropSource(data: DataTransfer): DropSource {
	const files = [...data.items]
		.filter((item) => item.kind === "file")
		.flatMap((item) => {
			const file = item.getAsFile();
			const isFolder = item.webkitGetAsEntry()?.isDirectory ?? false;
			return file === null ? [] : [{ name: file.name, path: pathOfFile(file), isFolder }];
		});
	const page = new DOMParser().parseFromString(data.getData("text/html"), "text/html");
	const imageSource = page.querySelector("img")?.getAttribute("src") ?? undefined;
	return { files, uriList: data.getData("text/uri-list"), imageSource };
}

async function whileReading(
	pictures: number,
	asking: () => Promise<ImportedReferences>,
): Promise<void> {
	const done = beginReading(pictures);
	try {
		takeImported(await asking());
	} catch (thrown) {
		noteReferenceFailures([{ kind: "failure", failure: failureOf(thrown) }]);
	} finally {
		done();
	}
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
