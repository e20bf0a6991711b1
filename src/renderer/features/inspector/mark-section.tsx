import { clsx } from "clsx";
import { Flag, Star, X } from "lucide-react";
import { useTranslation } from "react-i18next";
import type { ImageRecord } from "../../../contract/library.ts";
import { Button } from "../../kit/button.tsx";
import { Tooltip } from "../../kit/tooltip.tsx";
import type { MarkChange } from "../../state/mark-change.ts";
import { markPictures } from "../../state/mark-pictures.ts";

const stars = [1, 2, 3, 4, 5] as const;

/** What the designer thinks of a picture; a press on what is set takes it away. */
export function MarkSection({ image }: { readonly image: ImageRecord }) {
	const { t } = useTranslation("inspector");
	const { pick, stars: given = 0 } = image.mark ?? {};
	const mark = (change: MarkChange) => void markPictures([image.id], change, [image]);
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
			<div className="ml-auto flex">
				{stars.map((number) => (
					<button
						key={number}
						type="button"
						aria-label={t("mark.stars", { count: number })}
						aria-pressed={number === given}
						title={t("mark.stars", { count: number })}
						onClick={() => mark({ stars: number === given ? null : number })}
						className="flex h-6 w-5 items-center justify-center rounded-md text-text-3 transition-colors hover:bg-surface-2"
					>
						<Star
							aria-hidden
							size={14}
							strokeWidth={1.75}
							className={clsx(number <= given && "fill-current text-warn")}
						/>
					</button>
				))}
			</div>
		</fieldset>
	);
}
