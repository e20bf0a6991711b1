import { Palette } from "lucide-react";
import { useTranslation } from "react-i18next";
import type { Swatch as BrandColour } from "../../../contract/collections.ts";
import { Button } from "../../kit/button.tsx";
import { IconButton } from "../../kit/icon-button.tsx";
import { Popover } from "../../kit/popover.tsx";
import { Swatch } from "../../kit/swatch.tsx";
import { useCollections } from "../../state/collections-store.ts";
import { orderGallery } from "../../state/finding.ts";
import { useLibrary } from "../../state/library-store.ts";
import { ColourPicker } from "./colour-picker.tsx";
import { openTool, setFinding, useFinding } from "./finding-store.ts";
import { swatchName } from "./swatch-name.ts";

const MAX_SWATCHES = 24;

/** Puts the pictures nearest to a colour first. */
export function ColourTool() {
	const { t } = useTranslation("finding");
	const isOpen = useFinding((state) => state.open === "colour");
	const colour = useFinding((state) => state.colour);
	const order = useLibrary((state) => state.query.order);
	const shown = order?.by === "colour" ? order.hex : undefined;
	const find = (hex: string) => {
		setFinding({ colour: hex, open: undefined });
		orderGallery({ by: "colour", hex });
	};
	return (
		<Popover
			title={t("colour.title")}
			open={isOpen}
			onOpenChange={(next) => openTool("colour", next)}
			align="center"
			content={
				<div className="flex w-72 flex-col gap-3">
					<BrandSwatches shown={shown} onFind={find} />
					<ColourPicker hex={colour} onChange={(hex) => setFinding({ colour: hex })} />
					<Button look="primary" wide onClick={() => find(colour)}>
						{t("colour.find")}
					</Button>
				</div>
			}
		>
			<IconButton icon={Palette} size="sm" label={t("colour.name")} pressed={shown !== undefined} />
		</Popover>
	);
}

/** The colours of all collections, those of the one on show first. */
function BrandSwatches({
	shown,
	onFind,
}: {
	readonly shown: string | undefined;
	readonly onFind: (hex: string) => void;
}) {
	const { t } = useTranslation("finding");
	const list = useCollections((state) => state.list);
	const here = useLibrary((state) => state.query.filter.collection);
	const inOrder = (list ?? []).toSorted((a, b) => Number(b.id === here) - Number(a.id === here));
	const swatches = onceEach(inOrder.flatMap((collection) => collection.swatches));
	if (swatches.length === 0) return null;
	return (
		<ul aria-label={t("colour.brands")} className="flex flex-wrap gap-1.5">
			{swatches.slice(0, MAX_SWATCHES).map((swatch) => (
				<li key={swatch.hex} className="flex">
					<Swatch
						hex={swatch.hex}
						label={swatchName(swatch)}
						pressed={swatch.hex === shown}
						onClick={() => onFind(swatch.hex)}
					/>
				</li>
			))}
		</ul>
	);
}

function onceEach(swatches: readonly BrandColour[]): readonly BrandColour[] {
	return [
		...new Map(swatches.toReversed().map((swatch) => [swatch.hex, swatch])).values(),
	].toReversed();
}
