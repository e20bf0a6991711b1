import { clsx } from "clsx";
import { useTranslation } from "react-i18next";
import type { ImageDetail } from "../../../contract/library.ts";
import { imageUrl } from "../../../contract/media.ts";
import { failureText } from "../../bridge/error-text.ts";
import { Button } from "../../kit/button.tsx";
import { Note } from "../../kit/note.tsx";
import { PanelSection } from "../../kit/panel.tsx";
import { Thumbnail } from "../../kit/thumbnail.tsx";
import { useJobs } from "../../state/jobs-store.ts";
import { openSet, openViewer, selectImages, useSelection } from "../../state/selection-store.ts";
import { lostFrames } from "./recipe-facts.ts";

/** The other pictures of the same job, and why some did not come. */
export function FrameList({ detail }: { readonly detail: ImageDetail }) {
	const { t } = useTranslation("inspector");
	const { image, recipe, siblings } = detail;
	const job = useJobs((state) => state.byId.get(image.job));
	const stage = useSelection((state) => state.stage);
	const lost = recipe === undefined ? [] : lostFrames(recipe, job);
	if (siblings.length < 2 && lost.length === 0) return null;
	return (
		<PanelSection
			title={t(recipe === undefined ? "frames.imported" : "frames.title")}
			aside={
				recipe && (
					<Button size="sm" look="quiet" onClick={() => openSet(recipe.job)}>
						{t("frames.openSet")}
					</Button>
				)
			}
		>
			<ul className="flex flex-wrap gap-2">
				{siblings.map(({ id, index, width, height }) => (
					<li key={id} className="flex">
						<button
							type="button"
							aria-label={t("frames.picture", { number: index + 1 })}
							aria-current={id === image.id ? "true" : undefined}
							onClick={() => (stage === "viewer" ? openViewer(id) : selectImages([id]))}
							onDoubleClick={() => openViewer(id)}
							className={clsx(
								"h-12 overflow-hidden rounded-md bg-surface-2",
								id === image.id && "outline-2 outline-offset-1 outline-accent",
							)}
							style={{ aspectRatio: Math.min(2, Math.max(0.5, width / height)) }}
						>
							<Thumbnail src={imageUrl("thumb", id)} />
						</button>
					</li>
				))}
			</ul>
			{lost.length > 0 && (
				<div className="mt-2 flex flex-col gap-1">
					{lost.map(({ number, state, error, reason }) => (
						<Note key={number} tone="danger">
							{t("frames.why", {
								number,
								reason: error === undefined ? (reason ?? t(`frames.${state}`)) : failureText(error),
							})}
						</Note>
					))}
				</div>
			)}
		</PanelSection>
	);
}
