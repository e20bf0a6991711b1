import { Ellipsis, Share } from "lucide-react";
import { useTranslation } from "react-i18next";
import { failureOf } from "../../bridge/client.ts";
import { failureText } from "../../bridge/error-text.ts";
import { formatNumber } from "../../bridge/format.ts";
import { Button } from "../../kit/button.tsx";
import { Field } from "../../kit/field.tsx";
import { IconButton } from "../../kit/icon-button.tsx";
import { Menu } from "../../kit/menu.tsx";
import { Select } from "../../kit/select.tsx";
import { showToast } from "../../kit/toast.tsx";
import { useApp } from "../../state/app-store.ts";
import { chooseDragIntent, useDragOut } from "../../state/drag-out.ts";
import { dragPresets, presetOf } from "../../state/drag-presets.ts";
import { useOutChoices } from "../../state/out-choices.ts";
import { arrangeExport } from "../../state/picture-export.ts";
import { useSelection } from "../../state/selection-store.ts";

/** The ways out for the chosen pictures; nothing while none is chosen. */
export function OutBar() {
	const { t } = useTranslation("exporting");
	const chosen = useSelection((state) => state.chosen);
	const current = useSelection((state) => state.current);
	const choices = useOutChoices();
	if (current === undefined || chosen.length === 0) return null;
	const count = chosen.length;
	return (
		<section
			aria-label={t("out")}
			className="flex shrink-0 flex-col gap-3 border-t border-line bg-surface-1 p-4"
		>
			<div className="flex gap-1">
				<Button icon={Share} onClick={() => arrangeExport(chosen)} className="flex-1">
					{t("export", { count, number: formatNumber(count) })}
				</Button>
				<Menu entries={choices(current, chosen).filter(({ id }) => id !== "export")} side="top">
					<IconButton icon={Ellipsis} label={t("more")} />
				</Menu>
			</div>
			<DragChoice />
		</section>
	);
}

/** What a drag into another program gives. */
function DragChoice() {
	const { t } = useTranslation("exporting");
	const intent = useApp((state) => state.settings.dragIntent);
	const standing = useDragOut((state) => state.standing);
	const choose = (next: (typeof dragPresets)[number]["id"]) => {
		const preset = dragPresets.find(({ id }) => id === next);
		if (preset === undefined) return;
		chooseDragIntent(preset.intent).catch((thrown) =>
			showToast({ tone: "danger", text: failureText(failureOf(thrown)) }),
		);
	};
	return (
		<Field
			label={t("drag")}
			buttonLike
			aside={
				standing === "preparing" && (
					<span className="text-sm text-text-3" role="status">
						{t("drag.preparing")}
					</span>
				)
			}
			{...(standing === "refused" && { advice: t("drag.refused") })}
		>
			<Select
				value={presetOf(intent) ?? null}
				placeholder={t("drag.other")}
				onChange={choose}
				options={dragPresets.map(({ id }) => ({
					value: id,
					label: t(`drag.${id}`),
					detail: t(`drag.${id}.detail`),
				}))}
			/>
		</Field>
	);
}
