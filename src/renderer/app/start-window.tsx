import i18next from "i18next";
import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { languages } from "../../contract/settings.ts";
import { failureOf } from "../bridge/client.ts";
import { startI18n } from "../bridge/i18n.ts";
import { offerComparisons } from "../features/compare/offer-comparison.ts";
import { fetchForm, keepForm } from "../features/compose/kept-form.ts";
import { useApp } from "../state/app-store.ts";
import { startBoards } from "../state/board-start.ts";
import { settleDraft } from "../state/draft-store.ts";
import { followMain } from "../state/follow-main.ts";
import { startLibrary } from "../state/library-events.ts";
import { useView } from "../state/view-store.ts";
import { App } from "./app.tsx";
import { firstPictures, leisure } from "./first-pictures.ts";
import { followJobs } from "./follow-jobs.ts";
import { fetchRooms, rooms } from "./rooms.ts";
import { StartFailure } from "./start-failure.tsx";
import { followTheme } from "./theme.ts";

/** Asks main for what the window shows, then draws it; what keeps it from starting is said instead. */
export async function startWindow(): Promise<void> {
	const place = document.getElementById("root");
	if (place === null) return;
	const root = createRoot(place);
	followTheme();
	try {
		const { home } = useView.getState();
		const form = fetchForm();
		await Promise.all([followMain(), home === "board" && rooms.board.fetch()]);
		const { info, settings } = useApp.getState();
		// Asked before anything is drawn: main finds the pictures while the window prepares the rest.
		startLibrary();
		await startI18n(info?.language ?? "en");
		settleDraft(settings, info?.firstRun === true ? i18next.t("example.prompt") : undefined);
		keepForm(await form);
		followJobs();
		offerComparisons();
		if (home === "gallery") await firstPictures();
		root.render(
			<StrictMode>
				<App />
			</StrictMode>,
		);
		// A board that is not looked at is opened when the pictures are there.
		if (home === "gallery") await leisure();
		startBoards();
		await fetchRooms();
	} catch (thrown) {
		const computers = languages.find((language) => navigator.language.startsWith(language));
		await startI18n(computers ?? "en");
		root.render(<StartFailure failure={failureOf(thrown)} />);
	}
}
