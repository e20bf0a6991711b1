import { useEffect } from "react";
import { useTranslation } from "react-i18next";
import { formatNumber } from "../../bridge/format.ts";
import { showToast } from "../../kit/toast.tsx";
import { startDragOut, useDragOut } from "../../state/drag-out.ts";
import { useOutNews } from "../../state/out-news.ts";

/** Keeps drags ready, and says what went out of the window without a trace in it. Draws nothing. */
export function OutNews() {
	const { t } = useTranslation("exporting");
	const news = useOutNews((state) => state.news);
	const missed = useDragOut((state) => state.missed);
	useEffect(startDragOut, []);
	useEffect(() => {
		// A drag cannot wait: what left without being ready is said at once.
		if (missed > 0) showToast({ id: "drag-missed", tone: "warn", text: t("drag.missed") });
	}, [missed, t]);
	useEffect(() => {
		if (news === undefined) return;
		const count = news.kind === "sent-to-eagle" ? news.count : 1;
		const text = t(`news.${news.kind}`, { count, number: formatNumber(count) });
		showToast({ id: "out-news", tone: "safe", text });
	}, [news, t]);
	return null;
}
