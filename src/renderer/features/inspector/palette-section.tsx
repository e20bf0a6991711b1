import { Check } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { ImageDetail } from "../../../contract/library.ts";
import { copyText } from "../../bridge/copy-text.ts";
import { formatNumber } from "../../bridge/format.ts";
import { PanelSection } from "../../kit/panel.tsx";
import { Swatch } from "../../kit/swatch.tsx";
import { Tooltip } from "../../kit/tooltip.tsx";
import { showNearColour } from "../../state/finding.ts";

/** The colours that make up a picture: a press on one finds others of its kind, one on its digits copies them. */
export function PaletteSection({ colours }: Pick<ImageDetail, "colours">) {
	const { t } = useTranslation("inspector");
	const [copied, setCopied] = useState<string | undefined>();
	if (colours.length === 0) return null;
	const whole = colours.reduce((sum, { share }) => sum + share, 0);
	return (
		<PanelSection title={t("palette")}>
			<ul className="grid grid-cols-3 gap-x-2 gap-y-1.5">
				{colours.map(({ hex, share }) => (
					<li key={hex} className="flex min-w-0 items-center gap-1">
						<Tooltip
							text={t("palette.find", {
								share: formatNumber(share / whole, {
									style: "percent",
									maximumFractionDigits: 0,
								}),
							})}
						>
							<Swatch
								hex={hex}
								label={t("palette.findHex", { hex })}
								onClick={() => showNearColour(hex)}
							/>
						</Tooltip>
						<button
							type="button"
							aria-label={t("palette.copy", { hex })}
							onClick={() => {
								if (copyText(hex)) setCopied(hex);
							}}
							onBlur={() => setCopied(undefined)}
							className="flex min-w-0 items-center gap-1 truncate rounded-md px-1 font-mono text-xs text-text-2 hover:bg-surface-2 hover:text-text"
						>
							{hex}
							{copied === hex && (
								<Check aria-hidden size={11} strokeWidth={2} className="text-accent" />
							)}
						</button>
					</li>
				))}
			</ul>
			<span role="status" className="sr-only">
				{copied !== undefined && t("copiedText")}
			</span>
		</PanelSection>
	);
}
