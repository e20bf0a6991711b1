import { clsx } from "clsx";
import { useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import {
	openSettingsPart,
	type SettingsPart,
	settingsParts,
	useView,
} from "../../state/view-store.ts";
import { partId } from "./settings-section.tsx";
import { untilTouched } from "./until-touched.ts";

/** A part is the one that is read once its title is this near to the top of the window, px. */
const NEAR_TOP_PX = 120;

/** The names of the parts beside them: a press brings a part into view, and scrolling marks it. */
export function SettingsParts({
	form,
	onLeaveForm,
}: {
	/** The part whose form stands in place of them all; absent: the parts themselves. */
	readonly form: SettingsPart | undefined;
	readonly onLeaveForm: () => void;
}) {
	const { t } = useTranslation(["settings", "money", "fallback", "watched", "mirror"]);
	const sought = useView(({ overlay }) =>
		overlay?.kind === "settings" ? overlay.part : undefined,
	);
	const [inView, setInView] = useState<SettingsPart>(sought ?? "accounts");
	const current = form ?? inView;
	// The last parts may be too short to come to the top: what was pressed stays marked.
	const held = useRef(false);
	const pinned = useRef(false);
	useEffect(() => {
		if (sought === undefined) return;
		setInView(sought);
		pinned.current = true;
		return untilTouched(() => {
			pinned.current = false;
		});
	}, [sought]);
	useEffect(() => {
		const mark = ({ target }: Event) => {
			if (!(target instanceof Element)) return;
			if (target.querySelector(`#${partId("accounts")}`) === null) return;
			if (pinned.current) return;
			if (held.current) held.current = false;
			else setInView(partInView(target));
		};
		document.addEventListener("scroll", mark, { capture: true, passive: true });
		return () => document.removeEventListener("scroll", mark, { capture: true });
	}, []);
	const names: Readonly<Record<SettingsPart, string>> = {
		accounts: t("accounts.title"),
		hosts: t("references.title"),
		fallback: t("fallback:title"),
		money: t("money:title"),
		appearance: t("general.title"),
		watched: t("watched:title"),
		library: t("library.title"),
		mirror: t("mirror:title"),
	};
	const go = (part: SettingsPart) => {
		setInView(part);
		if (form !== undefined) {
			onLeaveForm();
			openSettingsPart(part);
			return;
		}
		const place = document.getElementById(partId(part));
		const before = place?.getBoundingClientRect().top;
		place?.scrollIntoView({ block: "start" });
		held.current = before !== place?.getBoundingClientRect().top;
	};
	return (
		<nav
			aria-label={t("parts")}
			className="flex w-36 shrink-0 flex-col gap-0.5 border-r border-line px-2 py-3"
		>
			{settingsParts.map((part) => (
				<button
					key={part}
					type="button"
					aria-current={part === current ? "true" : undefined}
					onClick={() => go(part)}
					className={clsx(
						"flex h-8 shrink-0 items-center rounded-md px-2 text-left transition-colors",
						part === current
							? "bg-surface-2 font-medium text-text"
							: "text-text-2 hover:bg-surface-2 hover:text-text",
					)}
				>
					<span className="truncate">{names[part]}</span>
				</button>
			))}
		</nav>
	);
}

/** The last part whose title has come near the top; at the end of the page, the last of all. */
function partInView(scroller: Element): SettingsPart {
	const isAtEnd = scroller.scrollTop + scroller.clientHeight >= scroller.scrollHeight - 1;
	if (isAtEnd && scroller.scrollTop > 0) return settingsParts.at(-1) ?? "accounts";
	const passed = settingsParts.filter((part) => {
		const top = document.getElementById(partId(part))?.getBoundingClientRect().top;
		return top !== undefined && top < NEAR_TOP_PX;
	});
	return passed.at(-1) ?? "accounts";
}
