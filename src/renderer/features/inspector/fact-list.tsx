import { useTranslation } from "react-i18next";
import { assertNever } from "../../../contract/errors.ts";
import type { ImageDetail } from "../../../contract/library.ts";
import { computedText } from "../../bridge/computed-text.ts";
import { formatBytes, formatMoment, formatPixels, formatUsd } from "../../bridge/format.ts";
import { PanelSection } from "../../kit/panel.tsx";
import { tookText } from "../../state/clock-text.ts";
import { useChargeWords, useExpectedWords } from "./charge-words.ts";
import { CopyButton } from "./copy-button.tsx";
import { Fact, Facts } from "./fact.tsx";
import { pictureFacts, type RecipeFact } from "./recipe-facts.ts";

/** What is known of a picture, and how it was made, a line for each fact. */
export function FactList({ detail }: { readonly detail: ImageDetail }) {
	const { t } = useTranslation("inspector");
	const put = useFactWords();
	const { recipe } = detail;
	return (
		<PanelSection
			title={t(recipe === undefined ? "facts" : "recipe")}
			aside={
				recipe && <CopyButton label={t("recipe.copy")} text={JSON.stringify(recipe, null, 2)} />
			}
		>
			<Facts>
				{pictureFacts(detail).map((fact) => {
					const { label, value } = put(fact);
					return (
						<Fact key={`${fact.name} ${label}`} label={label}>
							{value}
						</Fact>
					);
				})}
			</Facts>
		</PanelSection>
	);
}

function useFactWords() {
	const { t } = useTranslation("inspector");
	const sayCharge = useChargeWords();
	const sayExpected = useExpectedWords();
	return (fact: RecipeFact): { readonly label: string; readonly value: string } => {
		switch (fact.name) {
			case "model":
				return { label: t("fact.model"), value: fact.model };
			case "gateway": {
				const isSame = fact.account === fact.gateway || fact.account === "";
				const value = isSame ? fact.gateway : `${fact.gateway} · ${fact.account}`;
				return { label: t("fact.gateway"), value };
			}
			case "pixels":
				return { label: t("fact.pixels"), value: formatPixels(fact.width, fact.height) };
			case "file":
				return {
					label: t("fact.file"),
					value: `${fact.format.toUpperCase()} · ${formatBytes(fact.bytes)}`,
				};
			case "asked": {
				const { size } = fact;
				const value = size.kind === "tier" ? size.tier : formatPixels(size.width, size.height);
				return { label: t("fact.asked"), value };
			}
			case "one":
				return { label: t("fact.count"), value: t("count.one") };
			case "several":
			case "set":
				return { label: t("fact.count"), value: t(`count.${fact.name}`, fact) };
			case "watermark":
				return { label: t("fact.watermark"), value: t(fact.isOn ? "on" : "off") };
			case "extra":
				return extraWords(fact.key, fact.value, { on: t("on"), off: t("off") });
			case "saved":
				return { label: t("fact.saved"), value: formatMoment(fact.at) };
			case "sent":
				return { label: t("fact.sent"), value: formatMoment(fact.at) };
			case "took":
				return { label: t("fact.took"), value: tookText(fact.ms) };
			case "expected":
				return { label: t("fact.expected"), value: sayExpected(fact.price, fact.count) };
			case "charged": {
				const { charge } = fact;
				const label = t(charge.reserved === true ? "fact.setAside" : "fact.charged");
				return { label, value: sayCharge(charge) };
			}
			case "cost":
				return { label: t("fact.cost"), value: formatUsd(fact.usd) };
			case "task":
				return { label: t("fact.task"), value: fact.id };
			default:
				return assertNever(fact);
		}
	};
}

function extraWords(
	key: string,
	value: string | number | boolean,
	{ on, off }: { readonly on: string; readonly off: string },
) {
	const label = computedText("capability", `extra.${key}.label`, {}, key);
	if (typeof value === "boolean") return { label, value: value ? on : off };
	const said = String(value);
	return { label, value: computedText("capability", `extra.${key}.choice.${said}`, {}, said) };
}
