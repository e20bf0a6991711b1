import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { BoardId } from "../../contract/ids.ts";
import { languages } from "../../contract/settings.ts";
import { followTheme } from "../app/theme.ts";
import { ask, failureOf, hear } from "../bridge/client.ts";
import { startI18n, switchLanguage } from "../bridge/i18n.ts";
import { putApp } from "../state/app-store.ts";
import { refuseStrayDrops } from "../state/own-drag.ts";
import { followBoard, useFloatBoard } from "./float-board.ts";
import { FloatView } from "./float-view.tsx";

/** Shows the board that the page's address names, and follows it. */
export async function startFloat(): Promise<void> {
	const place = document.getElementById("root");
	if (place === null) return;
	const root = createRoot(place);
	followTheme();
	refuseStrayDrops();
	try {
		hear("settings.changed", (next) => {
			putApp(next);
			void switchLanguage(next.info.language);
		});
		const [info, settings] = await Promise.all([ask("app.info"), ask("settings.get")]);
		putApp({ info, settings });
		await startI18n(info.language);
		await followBoard(BoardId.parse(new URLSearchParams(location.search).get("board")));
	} catch (thrown) {
		const computers = languages.find((language) => navigator.language.startsWith(language));
		await startI18n(computers ?? "en");
		useFloatBoard.setState({ failure: failureOf(thrown) });
	}
	root.render(
		<StrictMode>
			<FloatView />
		</StrictMode>,
	);
}
