import { useState } from "react";
import { useTranslation } from "react-i18next";
import { hexColour } from "../../../contract/query-text.ts";
import { Field } from "../../kit/field.tsx";
import { Slider } from "../../kit/slider.tsx";
import { TextField } from "../../kit/text-field.tsx";
import { type Hsl, hexOfHsl, hslOfHex } from "./colour-values.ts";

const parts = [
	{ part: "h", max: 359 },
	{ part: "s", max: 100 },
	{ part: "l", max: 100 },
] as const;

/** Any colour, by three sliders or by its digits. */
export function ColourPicker({
	hex,
	onChange,
}: {
	readonly hex: string;
	readonly onChange: (hex: string) => void;
}) {
	const { t } = useTranslation("finding");
	// A grey has no hue: the one that was set stays for when it is needed again.
	const [hsl, setHsl] = useState<Hsl>(() => hslOfHex(hex));
	const [typed, setTyped] = useState<string | undefined>();
	const here = hexOfHsl(hsl) === hex ? hsl : hslOfHex(hex);
	const isBroken = typed !== undefined && hexColour(typed) === undefined;
	return (
		<div className="flex flex-col gap-1">
			{parts.map(({ part, max }) => (
				<div key={part} className="grid grid-cols-[80px_1fr] items-center gap-2">
					<span aria-hidden className="text-sm text-text-2">
						{t(`colour.${part}`)}
					</span>
					<div>
						<span
							aria-hidden
							className="block h-1.5 rounded-full"
							style={{ background: `linear-gradient(to right, ${stops(here, part, max)})` }}
						/>
						<Slider
							label={t(`colour.${part}`)}
							min={0}
							max={max}
							value={here[part]}
							onChange={(value) => {
								const next = { ...here, [part]: value };
								setHsl(next);
								setTyped(undefined);
								onChange(hexOfHsl(next));
							}}
						/>
					</div>
				</div>
			))}
			<div className="flex items-end gap-2">
				<span
					aria-hidden
					className="size-8 shrink-0 rounded-md border border-edge"
					style={{ backgroundColor: hex }}
				/>
				<Field
					label={t("colour.hex")}
					labelHidden
					problem={isBroken ? t("colour.broken") : undefined}
					className="min-w-0 flex-1"
				>
					<TextField
						mono
						value={typed ?? hex}
						maxLength={9}
						onChange={(text) => {
							setTyped(text);
							const read = hexColour(text);
							if (read === undefined) return;
							setHsl(hslOfHex(read));
							onChange(read);
						}}
						onBlur={() => setTyped(undefined)}
					/>
				</Field>
			</div>
		</div>
	);
}

function stops(hsl: Hsl, part: keyof Hsl, max: number): string {
	return Array.from({ length: 7 }, (_, at) => hexOfHsl({ ...hsl, [part]: (max / 6) * at })).join(
		", ",
	);
}
