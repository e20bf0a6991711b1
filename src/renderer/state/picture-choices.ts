import {
	GalleryHorizontalEnd,
	Globe,
	Layers,
	type LucideIcon,
	Scaling,
	SquareDashedMousePointer,
	WandSparkles,
} from "lucide-react";
import { useTranslation } from "react-i18next";
import type { ImageId } from "../../contract/ids.ts";
import { formatNumber } from "../bridge/format.ts";
import {
	editWithPrompt,
	makeVariations,
	openSetOf,
	putOnBoard,
	sameInOtherSize,
	sameOnOtherGateway,
} from "./picture-actions.ts";

/** One way to go on from a picture, as a line of a menu. */
export type PictureChoice = {
	readonly id: "edit" | "variations" | "other-size" | "other-gateway" | "board" | "set";
	readonly label: string;
	readonly icon: LucideIcon;
	readonly onSelect: () => void;
};

/**
 * The ways to go on from a picture, the same wherever it is shown. Nothing is sent: each fills the
 * form, or leads somewhere.
 * @param chosen everything that goes on the board, when that is more than this one
 */
export function usePictureChoices(): (
	id: ImageId,
	chosen?: readonly ImageId[],
) => readonly PictureChoice[] {
	const { t } = useTranslation("gallery");
	return (id, chosen = [id]) => [
		{
			id: "edit",
			label: t("from.edit"),
			icon: WandSparkles,
			onSelect: () => void editWithPrompt(id),
		},
		{
			id: "variations",
			label: t("from.variations"),
			icon: Layers,
			onSelect: () => void makeVariations(id),
		},
		{
			id: "other-size",
			label: t("from.otherSize"),
			icon: Scaling,
			onSelect: () => void sameInOtherSize(id),
		},
		{
			id: "other-gateway",
			label: t("from.otherGateway"),
			icon: Globe,
			onSelect: () => void sameOnOtherGateway(id),
		},
		{
			id: "board",
			label:
				chosen.length > 1
					? t("from.boardMany", { number: formatNumber(chosen.length) })
					: t("from.board"),
			icon: SquareDashedMousePointer,
			onSelect: () => void putOnBoard(chosen),
		},
		{
			id: "set",
			label: t("from.set"),
			icon: GalleryHorizontalEnd,
			onSelect: () => void openSetOf(id),
		},
	];
}
