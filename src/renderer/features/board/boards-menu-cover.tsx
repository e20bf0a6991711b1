import { SquareDashedMousePointer } from "lucide-react";
import type { PictureSource } from "../../../contract/board.ts";
import { imageUrl, referenceUrl } from "../../../contract/media.ts";
import { Thumbnail } from "../../kit/thumbnail.tsx";

const MAX_PICTURES = 4;

/** A few of a board's pictures as its small face. */
export function BoardCover({ cover }: { readonly cover: readonly PictureSource[] }) {
	const urls = [...new Set(cover.flatMap((source) => faceUrl(source) ?? []))].slice(
		0,
		MAX_PICTURES,
	);
	return (
		<span
			aria-hidden
			className="grid size-10 shrink-0 grid-cols-2 gap-px overflow-hidden rounded-md bg-surface-3"
		>
			{urls.map((url) => (
				<span
					key={url}
					className={
						urls.length === 1
							? "col-span-2 row-span-2"
							: urls.length === 2
								? "row-span-2"
								: "first:last:col-span-2"
					}
				>
					<Thumbnail src={url} />
				</span>
			))}
			{urls.length === 0 && (
				<span className="col-span-2 row-span-2 flex items-center justify-center text-text-3">
					<SquareDashedMousePointer size={16} strokeWidth={1.75} />
				</span>
			)}
		</span>
	);
}

function faceUrl(source: PictureSource): string | undefined {
	switch (source.kind) {
		case "image":
			return imageUrl("thumb", source.id);
		case "reference":
			return referenceUrl("reference-thumb", source.id);
		case "slot":
			return undefined;
	}
}
