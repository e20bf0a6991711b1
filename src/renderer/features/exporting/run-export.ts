import i18next from "i18next";
import type { ImageId } from "../../../contract/ids.ts";
import { RunId } from "../../../contract/ids.ts";
import { ask, failureOf } from "../../bridge/client.ts";
import { failureText } from "../../bridge/error-text.ts";
import { formatNumber } from "../../bridge/format.ts";
import { showToast } from "../../kit/toast.tsx";
import { type ExportWishes, exportOrder } from "./export-wishes.ts";

/** Starts an export; how it goes stands in the list of long work, and its end knocks on the door. */
export async function runExport(
	wishes: ExportWishes,
	of: { readonly ids: readonly ImageId[]; readonly title: string },
): Promise<void> {
	const run = RunId.parse(crypto.randomUUID());
	const say = (word: "done.files" | "done.pictures" | "done.sheets", count: number) =>
		i18next.t(word, { ns: "exporting", count, number: formatNumber(count) });
	try {
		const { path, files } = await ask("exports.pictures", exportOrder(wishes, { run, ...of }));
		// Without a path the dialog was closed, or it was stopped: there is nothing to tell.
		if (path === undefined) return;
		const word =
			wishes.kind === "contact-sheet"
				? "done.sheets"
				: wishes.kind === "folder"
					? "done.files"
					: "done.pictures";
		showToast({
			id: run,
			tone: "safe",
			text: say(word, files),
			action: {
				label: i18next.t("show", { ns: "exporting" }),
				run: () => void ask("activities.reveal", run).catch(tellFailure),
			},
		});
	} catch (thrown) {
		tellFailure(thrown);
	}
}

/** What went wrong stands in the list of long work too. */
function tellFailure(thrown: unknown): void {
	showToast({ tone: "danger", text: failureText(failureOf(thrown)) });
}
