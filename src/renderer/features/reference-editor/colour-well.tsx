import { clsx } from "clsx";
import { Check } from "lucide-react";
import { useTranslation } from "react-i18next";

export type NamedColour = { readonly value: string; readonly name: ColourName };
export type ColourName = "red" | "yellow" | "green" | "blue" | "white" | "black" | "grey";

/** A few colours at hand, and any other. */
export function ColourWell({
	label,
	value,
	colours,
	onChange,
}: {
	readonly label: string;
	/** `#rrggbb`, lower case. */
	readonly value: string;
	readonly colours: readonly NamedColour[];
	readonly onChange: (colour: string) => void;
}) {
	const { t } = useTranslation("reference-editor");
	return (
		<fieldset className="flex flex-wrap items-center gap-1">
			<legend className="sr-only">{label}</legend>
			{colours.map(({ value: colour, name }) => (
				<button
					key={colour}
					type="button"
					aria-label={t(`colour.${name}`)}
					aria-pressed={colour === value}
					onClick={() => onChange(colour)}
					className={clsx(
						"flex size-6 items-center justify-center rounded-full border border-edge",
						colour === value && "outline-2 outline-offset-1 outline-accent",
					)}
					style={{ backgroundColor: colour }}
				>
					{colour === value && (
						<Check
							aria-hidden
							size={12}
							strokeWidth={3}
							className="text-[#ffffff] mix-blend-difference"
						/>
					)}
				</button>
			))}
			<input
				type="color"
				aria-label={t("colour.other")}
				title={t("colour.other")}
				value={value}
				onChange={(event) => onChange(event.target.value.toLowerCase())}
				className="ml-1 h-6 w-9 cursor-pointer rounded-md border border-edge bg-field p-0.5"
			/>
		</fieldset>
	);
}
