import { Copy, Ellipsis, Expand, FolderOpen, ImagePlus, SquarePen } from "lucide-react";
import { useTranslation } from "react-i18next";
import type { ImageId } from "../../../contract/ids.ts";
import type { ImageDetail } from "../../../contract/library.ts";
import { failureText } from "../../bridge/error-text.ts";
import { Button } from "../../kit/button.tsx";
import { IconButton } from "../../kit/icon-button.tsx";
import { Menu } from "../../kit/menu.tsx";
import { Note } from "../../kit/note.tsx";
import { PanelSection } from "../../kit/panel.tsx";
import { Spinner } from "../../kit/spinner.tsx";
import { showToast } from "../../kit/toast.tsx";
import { useImageDetail } from "../../state/image-details.ts";
import {
	addAsReferences,
	copyPicture,
	reuseRecipe,
	revealPicture,
} from "../../state/picture-actions.ts";
import { usePictureChoices } from "../../state/picture-choices.ts";
import { openViewer, useSelection } from "../../state/selection-store.ts";
import { ComparedLink } from "./compared-link.tsx";
import { FactList } from "./fact-list.tsx";
import { FrameList } from "./frame-list.tsx";
import { MarkSection } from "./mark-section.tsx";
import { PromptSection } from "./prompt-section.tsx";
import { revisedPrompt } from "./recipe-facts.ts";
import { ReferenceList } from "./reference-list.tsx";

/** Everything known about one picture, and what can be done with it. */
export function PictureInspector({ id }: { readonly id: ImageId }) {
	const { t } = useTranslation("inspector");
	const { detail, failure } = useImageDetail(id);
	return (
		<div className="min-h-0 flex-1 overflow-y-auto">
			<Actions id={id} />
			{detail !== undefined && <MarkSection image={detail.image} />}
			{failure !== undefined && (
				<div className="px-4 py-3">
					<Note tone="danger" live>
						{failureText(failure)}
					</Note>
				</div>
			)}
			{detail === undefined && failure === undefined && (
				<div className="flex justify-center py-6">
					<Spinner label={t("loading")} />
				</div>
			)}
			{detail !== undefined && <Recipe key={id} detail={detail} />}
		</div>
	);
}

function Recipe({ detail }: { readonly detail: ImageDetail }) {
	const { t } = useTranslation("inspector");
	const { image, recipe } = detail;
	const revised = revisedPrompt(detail);
	return (
		<>
			<PromptSection title={t("prompt")} text={recipe.request.prompt} />
			{revised !== undefined && <PromptSection title={t("prompt.revised")} text={revised} />}
			<ReferenceList references={recipe.request.references} />
			<FactList detail={detail} />
			<FrameList detail={detail} />
			<ComparedLink job={recipe.job} />
			<PanelSection
				title={t("file")}
				aside={
					<IconButton
						icon={FolderOpen}
						size="sm"
						label={t("reveal")}
						onClick={() => void revealPicture(image.id)}
					/>
				}
			>
				<p data-selectable className="text-sm break-all text-text-2">
					{image.file}
				</p>
			</PanelSection>
		</>
	);
}

/** What reaches the form; looking at and taking out the picture are in the header. */
function Actions({ id }: { readonly id: ImageId }) {
	const { t } = useTranslation("inspector");
	const choices = usePictureChoices()(id);
	return (
		<div className="flex flex-wrap gap-2 border-b border-line px-4 py-3 *:grow">
			<Button size="sm" icon={ImagePlus} onClick={() => void addAsReferences([id])}>
				{t("useAsReference")}
			</Button>
			<Button size="sm" icon={SquarePen} onClick={() => void reuseRecipe(id)}>
				{t("reuse")}
			</Button>
			{choices
				.filter((choice) => choice.id === "edit")
				.map(({ label, icon, onSelect }) => (
					<Button key={label} size="sm" icon={icon} onClick={onSelect}>
						{label}
					</Button>
				))}
			<Menu entries={choices.filter((choice) => choice.id !== "edit")}>
				<Button size="sm" icon={Ellipsis}>
					{t("more")}
				</Button>
			</Menu>
		</div>
	);
}

/** Buttons for the header of the panel. */
export function PictureButtons({ id }: { readonly id: ImageId }) {
	const { t } = useTranslation("inspector");
	const isInViewer = useSelection((state) => state.stage === "viewer");
	const copy = () =>
		void copyPicture(id).then((done) => {
			if (done) showToast({ id: "copied", tone: "safe", text: t("copied") });
		});
	// The viewer has them in its own bar.
	if (isInViewer) return null;
	return (
		<>
			<IconButton icon={Expand} label={t("open")} onClick={() => openViewer(id)} />
			<IconButton icon={Copy} label={t("copy")} onClick={copy} />
			<IconButton icon={FolderOpen} label={t("reveal")} onClick={() => void revealPicture(id)} />
		</>
	);
}
