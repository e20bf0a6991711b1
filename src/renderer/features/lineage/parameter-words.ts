import { useTranslation } from "react-i18next";
import { assertNever } from "../../../contract/errors.ts";
import type { ExtraValue, RequestSize } from "../../../contract/generation.ts";
import { computedText } from "../../bridge/computed-text.ts";
import { formatPixels, formatUsd } from "../../bridge/format.ts";
import type { ParameterChange } from "./compare-recipes.ts";

type Words = { readonly label: string; readonly before: string; readonly after: string };

/** Puts a changed parameter into words: its name, what it was, what it became. */
export function useParameterWords(): (change: ParameterChange) => Words {
	const { t } = useTranslation("lineage");
	return (change) => {
		const say = <Value>(
			{ before, after }: { readonly before: Value; readonly after: Value },
			put: (value: NonNullable<Value>) => string,
		): Omit<Words, "label"> => {
			const word = (value: Value) =>
				value === undefined || value === null ? t("value.none") : put(value);
			return { before: word(before), after: word(after) };
		};
		const onOff = (value: boolean) => t(value ? "value.on" : "value.off");
		switch (change.name) {
			case "gateway":
			case "account":
			case "model":
				return { label: t(`parameter.${change.name}`), ...say(change, String) };
			case "size":
				return { label: t("parameter.size"), ...say(change, sizeText) };
			case "mode":
				return { label: t("parameter.mode"), ...say(change, (mode) => t(`value.${mode}`)) };
			case "count":
				return { label: t("parameter.count"), ...say(change, String) };
			case "format":
				return { label: t("parameter.format"), ...say(change, (text) => text.toUpperCase()) };
			case "watermark":
				return { label: t("parameter.watermark"), ...say(change, onOff) };
			case "price":
				return {
					label: t("parameter.price"),
					...say(change, ({ usdPerImage }) => formatUsd(usdPerImage)),
				};
			case "extra": {
				const { key } = change;
				const label = computedText("capability", `extra.${key}.label`, {}, key);
				const put = (value: ExtraValue) =>
					typeof value === "boolean"
						? onOff(value)
						: computedText("capability", `extra.${key}.choice.${value}`, {}, String(value));
				return { label, ...say(change, put) };
			}
			default:
				return assertNever(change);
		}
	};
}

function sizeText(size: RequestSize): string {
	return size.kind === "tier" ? size.tier : formatPixels(size.width, size.height);
}
