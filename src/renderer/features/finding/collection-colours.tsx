import { Palette, Plus, X } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { Swatch as BrandColour, CollectionSummary } from "../../../contract/collections.ts";
import { Button } from "../../kit/button.tsx";
import { IconButton } from "../../kit/icon-button.tsx";
import { Popover } from "../../kit/popover.tsx";
import { Swatch } from "../../kit/swatch.tsx";
import { TextField } from "../../kit/text-field.tsx";
import { changeCollection } from "../../state/collections-store.ts";
import { orderGallery } from "../../state/finding.ts";
import { useLibrary } from "../../state/library-store.ts";
import { ColourPicker } from "./colour-picker.tsx";
import { swatchName } from "./swatch-name.ts";

/** Most colours of one collection (`Collection`). */
const MAX_COLOURS = 24;

/** The colours of a collection's brand: a press orders its pictures by nearness to one. */
export function CollectionColours({ collection }: { readonly collection: CollectionSummary }) {
	const { t } = useTranslation("finding");
	const order = useLibrary((state) => state.query.order);
	const shown = order?.by === "colour" ? order.hex : undefined;
	const { swatches } = collection;
	return (
		<div className="flex flex-wrap items-center gap-1.5">
			<ul aria-label={t("colour.brands")} className="flex flex-wrap gap-1.5 empty:hidden">
				{swatches.map((swatch) => (
					<li key={swatch.hex} className="flex">
						<Swatch
							hex={swatch.hex}
							label={t("colour.nearest", { colour: swatchName(swatch) })}
							pressed={swatch.hex === shown}
							onClick={() =>
								orderGallery(swatch.hex === shown ? undefined : { by: "colour", hex: swatch.hex })
							}
						/>
					</li>
				))}
			</ul>
			<Popover
				title={t("brand.title")}
				align="start"
				content={<ColourEditor key={collection.id} collection={collection} />}
			>
				<Button size="sm" look="quiet" icon={Palette}>
					{t(swatches.length === 0 ? "brand.first" : "brand.edit")}
				</Button>
			</Popover>
		</div>
	);
}

function ColourEditor({ collection }: { readonly collection: CollectionSummary }) {
	const { t } = useTranslation("finding");
	const { id, swatches } = collection;
	const [hex, setHex] = useState("#d96b3f");
	const isThere = swatches.some((swatch) => swatch.hex === hex);
	const put = (next: readonly BrandColour[]) => void changeCollection(id, { swatches: next });
	return (
		<div className="flex w-72 flex-col gap-3">
			<p className="text-sm text-text-2">{t("brand.text")}</p>
			{swatches.length > 0 && (
				<ul
					aria-label={t("colour.brands")}
					className="flex max-h-48 flex-col gap-1 overflow-y-auto"
				>
					{swatches.map((swatch) => (
						<SwatchLine
							key={swatch.hex}
							swatch={swatch}
							onName={(name) =>
								put(swatches.map((one) => (one.hex === swatch.hex ? { ...one, name } : one)))
							}
							onRemove={() => put(swatches.filter((one) => one.hex !== swatch.hex))}
						/>
					))}
				</ul>
			)}
			<ColourPicker hex={hex} onChange={setHex} />
			<Button
				icon={Plus}
				disabled={isThere || swatches.length >= MAX_COLOURS}
				onClick={() => put([...swatches, { hex, name: "" }])}
			>
				{t("brand.add")}
			</Button>
		</div>
	);
}

function SwatchLine({
	swatch,
	onName,
	onRemove,
}: {
	readonly swatch: BrandColour;
	readonly onName: (name: string) => void;
	readonly onRemove: () => void;
}) {
	const { t } = useTranslation("finding");
	const [name, setName] = useState(swatch.name);
	const keep = () => {
		if (name.trim() !== swatch.name) onName(name.trim());
	};
	return (
		<li className="flex items-center gap-2">
			<span
				aria-hidden
				className="size-5 shrink-0 rounded-md border border-edge"
				style={{ backgroundColor: swatch.hex }}
			/>
			<TextField
				compact
				className="min-w-0 flex-1"
				label={t("brand.name", { hex: swatch.hex })}
				placeholder={swatch.hex}
				value={name}
				maxLength={80}
				onChange={setName}
				onBlur={keep}
				onKeyDown={(event) => {
					if (event.key === "Enter" && !event.nativeEvent.isComposing) keep();
				}}
			/>
			<IconButton
				icon={X}
				size="sm"
				label={t("brand.remove", { colour: swatchName(swatch) })}
				onClick={onRemove}
			/>
		</li>
	);
}
