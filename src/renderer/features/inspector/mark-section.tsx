import { clsx } from "clsx";
import { Flag, X } from "lucide-react";
import { useTranslation } from "react-i18next";
import type { ImageRecord } from "../../../contract/library.ts";
import { Button } from "../../kit/button.tsx";
import { StarRow } from "../../kit/star-row.tsx";
import { Tooltip } from "../../kit/tooltip.tsx";
import type { MarkChange } from "../../state/mark-change.ts";
import { markPictures } from "../../state/mark-pictures.ts";

/** What the designer thinks of pictures; a press on what all of them have takes it away. */
export function MarkSection({
	ids,
	records,
}: {
	readonly ids: readonly ImageRecord["id"][];
	/** What is known of them. */
	readonly records: readonly ImageRecord[];
}) {
	const { t } = useTranslation("inspector");
	const pick = commonOf(records.map(({ mark }) => mark?.pick));
	const stars = commonOf(records.map(({ mark }) => mark?.stars ?? 0));
	const mark = (change: MarkChange) => void markPictures(ids, change, records);
	const press = (next: "picked" | "rejected") => mark({ pick: pick === next ? null : next });
	return (
		<fieldset className="flex flex-wrap items-center gap-x-1 gap-y-2 border-b border-line px-4 py-2">
			<legend className="sr-only">{t("mark.name")}</legend>
			<Tooltip text={t("mark.pickKeys")} shortcut="P">
				<Button
					size="sm"
					icon={Flag}
					pressed={pick === "picked"}
					className={clsx(pick === "picked" && "bg-accent-soft!")}
					onClick={() => press("picked")}
				>
					{t("mark.pick")}
				</Button>
			</Tooltip>
			<Tooltip text={t("mark.rejectKeys")} shortcut="X">
				<Button
					size="sm"
					icon={X}
					pressed={pick === "rejected"}
					className={clsx(pick === "rejected" && "bg-danger-soft!")}
					onClick={() => press("rejected")}
				>
					{t("mark.reject")}
				</Button>
			</Tooltip>
			<StarRow
				className="ml-auto"
				given={stars ?? null}
				name={(count) => t("mark.stars", { count })}
				onGive={(next) => mark({ stars: next })}
			/>
		</fieldset>
	);
}

/** What all of them are; undefined when they differ. */
function commonOf<T>(values: readonly T[]): T | undefined {
	return values.every((value) => value === values[0]) ? values[0] : undefined;
}
