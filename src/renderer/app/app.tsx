import { useEffect } from "react";
import { useTranslation } from "react-i18next";
import { hear } from "../bridge/client.ts";
import { KitProvider } from "../kit/kit-provider.tsx";
import { startImageDetails } from "../state/image-details.ts";
import { refuseStrayDrops, watchOwnDrags } from "../state/own-drag.ts";
import { followWindowWidth } from "../state/view-store.ts";
import { runCommand } from "./commands.ts";
import { Frame } from "./frame.tsx";
import { listenForKeys } from "./keyboard.ts";
import { Overlays } from "./overlays.tsx";

/** The whole window. */
export function App() {
	const { t } = useTranslation("app");
	useEffect(listenForKeys, []);
	useEffect(followWindowWidth, []);
	useEffect(watchOwnDrags, []);
	useEffect(refuseStrayDrops, []);
	useEffect(startImageDetails, []);
	useEffect(() => hear("menu.chosen", runCommand), []);
	return (
		<KitProvider
			words={{
				close: t("kit.close"),
				increase: t("kit.increase"),
				decrease: t("kit.decrease"),
				notifications: t("kit.notifications"),
			}}
		>
			<Frame />
			<Overlays />
		</KitProvider>
	);
}
