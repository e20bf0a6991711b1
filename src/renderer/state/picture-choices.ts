import {
	CopyPlus,
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

/** Several ways together, as a line that opens them. */
export type PictureBranch<Choice> = {
	readonly id: string;
	readonly label: string;
	readonly icon: LucideIcon;
	readonly entries: readonly Choice[];
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

const again: readonly PictureChoice["id"][] = ["variations", "other-size", "other-gateway"];

/** The same for long menus: what makes more of a picture stands together, behind the change by prompt. */
export function usePictureChoicesInShort(): (
	id: ImageId,
	chosen?: readonly ImageId[],
) => readonly (PictureChoice | PictureBranch<PictureChoice>)[] {
	const { t } = useTranslation("gallery");
	const choices = usePictureChoices();
	return (id, chosen) => {
		const all = choices(id, chosen);
		const more = all.filter((choice) => again.includes(choice.id));
		const others = all.filter((choice) => !again.includes(choice.id));
		const branch = { id: "more", label: t("from.more"), icon: CopyPlus, entries: more };
		return others.flatMap((choice) => (choice.id === "edit" ? [choice, branch] : [choice]));
	};
}
