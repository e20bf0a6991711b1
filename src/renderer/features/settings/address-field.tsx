import { ChevronDown } from "lucide-react";
import { useTranslation } from "react-i18next";
import type { GatewayInfo } from "../../../contract/capability.ts";
import { computedText } from "../../bridge/computed-text.ts";
import { Button } from "../../kit/button.tsx";
import { Field } from "../../kit/field.tsx";
import { Menu } from "../../kit/menu.tsx";
import { TextField } from "../../kit/text-field.tsx";

/** The address, by typing or out of those the gateway is known under. */
export function AddressField({
	value,
	gateway,
	problem,
	onChange,
}: {
	readonly value: string;
	/** Absent: a gateway that the designer describes. */
	readonly gateway: GatewayInfo | undefined;
	readonly problem: string | undefined;
	readonly onChange: (baseUrl: string) => void;
}) {
	const { t } = useTranslation(["settings", "custom"]);
	const documented = gateway?.defaultBaseUrl;
	const others = gateway?.addresses ?? [];
	const other = others.find(({ url }) => url === value.trim());
	const hint =
		documented === undefined
			? t("custom:addressHint")
			: value === documented
				? t("form.baseUrlDefault")
				: other && wordsFor(other.name);
	return (
		<Field
			label={t("form.baseUrl")}
			hint={hint}
			problem={problem}
			aside={
				documented === undefined ? undefined : others.length > 0 ? (
					<Menu
						entries={[{ name: "", url: documented }, ...others].map(({ name, url }) => ({
							id: url,
							label: labelOf(url, name === "" ? t("form.addressMain") : wordsFor(name)),
							checked: url === value.trim(),
							onSelect: () => onChange(url),
						}))}
					>
						<Button size="sm" look="quiet" icon={ChevronDown} className="-my-0.5 -mr-2">
							{t("form.addresses")}
						</Button>
					</Menu>
				) : value === documented ? undefined : (
					<Button
						size="sm"
						look="quiet"
						className="-my-0.5 -mr-2"
						onClick={() => onChange(documented)}
					>
						{t("form.baseUrlReset")}
					</Button>
				)
			}
		>
			<TextField type="url" value={value} onChange={onChange} />
		</Field>
	);
}

/** Some addresses have no better name than themselves. */
function labelOf(url: string, words: string): string {
	return url.includes(words) ? url : `${url} · ${words}`;
}

function wordsFor(name: string): string {
	return computedText("settings", `gateway.address.${name}`, {}, name);
}
