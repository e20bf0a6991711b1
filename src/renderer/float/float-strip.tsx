import { Pin, PinOff, Scan, X } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { ask } from "../bridge/client.ts";
import { IconButton } from "../kit/icon-button.tsx";
import { Slider } from "../kit/slider.tsx";
import { useApp } from "../state/app-store.ts";

/** Percent of the window; less could not be found again. */
const LEAST_OPACITY = 20;

/** What is left of a title bar: the window is dragged by it. */
export function FloatStrip({
	title,
	onFit,
}: {
	readonly title: string;
	/** Absent: there is nothing to show. */
	readonly onFit: (() => void) | undefined;
}) {
	const { t } = useTranslation("float");
	const [pinned, setPinned] = useState(true);
	const [opacity, setOpacity] = useState(100);
	// Windows on Linux have no opacity of their own (electronjs.org, BrowserWindow.setOpacity, read 2026-11-21).
	const hasOpacity = useApp(({ info }) => info !== undefined && info.platform !== "linux");
	const pin = () => {
		setPinned(!pinned);
		void ask("boards.floatLook", { pinned: !pinned });
	};
	const fade = (percent: number) => {
		setOpacity(percent);
		void ask("boards.floatLook", { opacity: percent / 100 });
	};
	return (
		<header className="flex h-8 shrink-0 items-center gap-1 border-line border-b bg-surface-1 pr-1 pl-3 [-webkit-app-region:drag]">
			<h1 className="min-w-0 flex-1 truncate text-sm text-text-2" title={title}>
				{title}
			</h1>
			<div className="flex shrink-0 items-center [-webkit-app-region:no-drag]">
				{hasOpacity && (
					<Slider
						label={t("opacity")}
						value={opacity}
						onChange={fade}
						min={LEAST_OPACITY}
						max={100}
						step={5}
						className="mr-2 w-20 max-[260px]:hidden"
					/>
				)}
				{onFit && (
					<IconButton
						icon={Scan}
						label={t("fit")}
						shortcut="1"
						size="sm"
						side="bottom"
						onClick={onFit}
						className="max-[220px]:hidden"
					/>
				)}
				<IconButton
					icon={pinned ? Pin : PinOff}
					label={t(pinned ? "pinned" : "pin")}
					pressed={pinned}
					size="sm"
					side="bottom"
					onClick={pin}
				/>
				<IconButton
					icon={X}
					label={t("close")}
					shortcut="Esc"
					size="sm"
					side="bottom"
					onClick={() => window.close()}
				/>
			</div>
		</header>
	);
}
