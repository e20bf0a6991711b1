import {
	Copy,
	Ellipsis,
	Expand,
	FolderOpen,
	GitBranch,
	ImagePlus,
	ScanSearch,
	SquarePen,
	Waypoints,
} from "lucide-react";
import { useMemo, useRef } from "react";
import { useTranslation } from "react-i18next";
import type { ImageId } from "../../../contract/ids.ts";
import type { ImageDetail, ImageRecord } from "../../../contract/library.ts";
import { failureText } from "../../bridge/error-text.ts";
import { Button } from "../../kit/button.tsx";
import { HeldFields } from "../../kit/held-fields.tsx";
import { IconButton } from "../../kit/icon-button.tsx";
import { Menu } from "../../kit/menu.tsx";
import type { MenuEntry } from "../../kit/menu-entry.ts";
import { Note } from "../../kit/note.tsx";
import { PanelSection } from "../../kit/panel.tsx";
import { Spinner } from "../../kit/spinner.tsx";
import { showToast } from "../../kit/toast.tsx";
import { useAction } from "../../state/action-registry.ts";
import { showChildren, showSimilar } from "../../state/finding.ts";
import { useImageDetail } from "../../state/image-details.ts";
import {
	addAsReferences,
	copyPicture,
	reuseRecipe,
	revealPicture,
} from "../../state/picture-actions.ts";
import { usePictureChoices } from "../../state/picture-choices.ts";
import { useReadOnlyText } from "../../state/read-only.ts";
import { openLineage, openViewer, useSelection } from "../../state/selection-store.ts";
import { CollectionsLine } from "./collections-line.tsx";
import { ComparedLink } from "./compared-link.tsx";
import { FactList } from "./fact-list.tsx";
import { FrameList } from "./frame-list.tsx";
import { ImportedSection } from "./imported-section.tsx";
import { MarkSection } from "./mark-section.tsx";
import { PaletteSection } from "./palette-section.tsx";
import { PromptSection } from "./prompt-section.tsx";
import { revisedPrompt } from "./recipe-facts.ts";
import { ReferenceList } from "./reference-list.tsx";
import { StateNotes } from "./state-notes.tsx";
import { TagsField } from "./tags-field.tsx";
import { TitleField } from "./title-field.tsx";

/** Everything known about one picture, and what can be done with it. */
export function PictureInspector({ id }: { readonly id: ImageId }) {
	const { t } = useTranslation("inspector");
	const { detail, failure } = useImageDetail(id);
	return (
		<div className="min-h-0 flex-1 overflow-y-auto">
			{detail !== undefined && <StateNotes image={detail.image} />}
			<Actions id={id} hasRecipe={detail === undefined || detail.recipe !== undefined} />
			{detail !== undefined && <Order key={`order ${id}`} image={detail.image} />}
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
			{detail !== undefined && <Known key={id} detail={detail} />}
		</div>
	);
}

/** What the designer made of it. */
function Order({ image }: { readonly image: ImageRecord }) {
	const { t } = useTranslation("inspector");
	const ids = useMemo(() => [image.id], [image.id]);
	const records = [image];
	const tags = useRef<HTMLInputElement>(null);
	const held = useReadOnlyText();
	useAction("tags.edit", () => tags.current?.focus(), held === undefined);
	return (
		<HeldFields reason={held}>
			<MarkSection ids={ids} records={records} />
			<section
				aria-label={t("order")}
				className="flex flex-col gap-2 border-b border-line px-4 py-3"
			>
				<TitleField image={image} />
				<TagsField ids={ids} records={records} input={tags} />
				<CollectionsLine ids={ids} records={records} />
				{image.caption !== undefined && image.caption !== "" && (
					<p data-selectable className="text-sm text-text-2">
						{t("caption", { caption: image.caption })}
					</p>
				)}
			</section>
		</HeldFields>
	);
}

function Known({ detail }: { readonly detail: ImageDetail }) {
	const { t } = useTranslation("inspector");
	const { image, recipe, imported, colours } = detail;
	const revised = recipe && revisedPrompt(image, recipe);
	return (
		<>
			{recipe !== undefined && <PromptSection title={t("prompt")} text={recipe.request.prompt} />}
			{revised !== undefined && <PromptSection title={t("prompt.revised")} text={revised} />}
			{recipe !== undefined && <ReferenceList references={recipe.request.references} />}
			{imported !== undefined && <ImportedSection imported={imported} />}
			<PaletteSection colours={colours} />
			<FactList detail={detail} />
			<FrameList detail={detail} />
			{recipe !== undefined && <ComparedLink job={recipe.job} />}
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
					{image.link ?? image.file}
				</p>
			</PanelSection>
		</>
	);
}

/** What reaches the form; looking at and taking out the picture are in the header. */
function Actions({ id, hasRecipe }: { readonly id: ImageId; readonly hasRecipe: boolean }) {
	const { t } = useTranslation("inspector");
	const choices = usePictureChoices()(id).filter(
		(choice) => hasRecipe || choice.id === "edit" || choice.id === "board",
	);
	const finding: readonly MenuEntry[] = [
		{
			id: "similar",
			label: t("find.similar"),
			icon: ScanSearch,
			onSelect: () => showSimilar(id),
		},
		{
			id: "children",
			label: t("find.children"),
			icon: GitBranch,
			onSelect: () => showChildren(id),
		},
		{
			id: "lineage",
			label: t("find.lineage"),
			icon: Waypoints,
			onSelect: () => openLineage(id),
		},
	];
	return (
		<div className="flex flex-wrap gap-2 border-b border-line px-4 py-3 *:grow">
			<Button size="sm" icon={ImagePlus} onClick={() => void addAsReferences([id])}>
				{t("useAsReference")}
			</Button>
			{hasRecipe && (
				<Button size="sm" icon={SquarePen} onClick={() => void reuseRecipe(id)}>
					{t("reuse")}
				</Button>
			)}
			{choices
				.filter((choice) => choice.id === "edit")
				.map(({ label, icon, onSelect }) => (
					<Button key={label} size="sm" icon={icon} onClick={onSelect}>
						{label}
					</Button>
				))}
			<Menu
				entries={[...choices.filter((choice) => choice.id !== "edit"), "separator", ...finding]}
			>
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
