import { CopyCheck, FileQuestion, FolderHeart } from "lucide-react";
import { useTranslation } from "react-i18next";
import { imageUrl } from "../../../contract/media.ts";
import { Button } from "../../kit/button.tsx";
import { Thumbnail } from "../../kit/thumbnail.tsx";
import { collectionOf, useCollections } from "../../state/collections-store.ts";
import { orderGallery } from "../../state/finding.ts";
import { useLibrary } from "../../state/library-store.ts";
import { openViewer } from "../../state/selection-store.ts";
import { openSettingsPart } from "../../state/view-store.ts";
import { CollectionColours } from "./collection-colours.tsx";
import { Heading } from "./heading.tsx";
import { TrashHeading } from "./trash-heading.tsx";

/** What stands above a gallery that is not simply all pictures. */
export function FindHeading() {
	const { filter, order } = useLibrary((state) => state.query);
	if (filter.state === "trashed") return <TrashHeading />;
	if (filter.state === "missing") return <MissingHeading />;
	return (
		<>
			{filter.collection !== undefined && <CollectionHeading />}
			{order?.by === "duplicates" && <DuplicatesHeading />}
			{order?.by === "similar" && <SimilarHeading />}
		</>
	);
}

function CollectionHeading() {
	const list = useCollections((state) => state.list);
	const id = useLibrary((state) => state.query.filter.collection);
	const collection = collectionOf(list, id);
	if (collection === undefined) return null;
	return (
		<Heading icon={FolderHeart} title={collection.title}>
			<CollectionColours collection={collection} />
		</Heading>
	);
}

function DuplicatesHeading() {
	const { t } = useTranslation("finding");
	return (
		<Heading
			icon={CopyCheck}
			title={t("order.duplicates")}
			actions={
				<Button size="sm" onClick={() => orderGallery(undefined)}>
					{t("heading.back")}
				</Button>
			}
		>
			{t("heading.duplicates")}
		</Heading>
	);
}

function SimilarHeading() {
	const { t } = useTranslation("finding");
	const order = useLibrary((state) => state.query.order);
	if (order?.by !== "similar") return null;
	return (
		<Heading
			face={
				<button
					type="button"
					aria-label={t("heading.open")}
					onClick={() => openViewer(order.image)}
					className="size-9 shrink-0 overflow-hidden rounded-md"
				>
					<Thumbnail key={order.image} src={imageUrl("thumb", order.image)} />
				</button>
			}
			title={t("chip.similar")}
			actions={
				<Button size="sm" onClick={() => orderGallery(undefined)}>
					{t("heading.back")}
				</Button>
			}
		>
			{t("heading.similar")}
		</Heading>
	);
}

function MissingHeading() {
	const { t } = useTranslation("finding");
	return (
		<Heading
			icon={FileQuestion}
			title={t("side.missing")}
			actions={
				<Button size="sm" onClick={() => openSettingsPart("library")}>
					{t("heading.library")}
				</Button>
			}
		>
			{t("heading.missing")}
		</Heading>
	);
}
