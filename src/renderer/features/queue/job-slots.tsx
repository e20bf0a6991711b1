import { clsx } from "clsx";
import { Ban, CloudOff, Hourglass } from "lucide-react";
import { useTranslation } from "react-i18next";
import type { ImageId } from "../../../contract/ids.ts";
import type { Job, OutputState } from "../../../contract/jobs.ts";
import { imageUrl } from "../../../contract/media.ts";
import { failureText } from "../../bridge/error-text.ts";
import { Thumbnail } from "../../kit/thumbnail.tsx";
import { Tooltip } from "../../kit/tooltip.tsx";
import { dragPictures } from "../../state/drag-out.ts";
import { type Slot, slotsOf } from "../../state/job-standing.ts";
import { openViewer } from "../../state/selection-store.ts";
import { SlotMenu } from "./slot-menu.tsx";

/** The pictures of a job: those that are safe as thumbnails, the others as ghosts that say why. */
export function JobSlots({ job }: { readonly job: Job }) {
	const { t } = useTranslation("queue");
	const slots = slotsOf(job);
	if (slots.length === 0) return null;
	return (
		<SlotMenu>
			<ul aria-label={t("slots")} className="flex flex-wrap gap-1">
				{slots.map((slot) => (
					<li key={slot.number} className="flex">
						{slot.output?.state === "saved" ? (
							<SavedSlot slot={slot} id={slot.output.id} />
						) : (
							<GhostSlot slot={slot} />
						)}
					</li>
				))}
			</ul>
		</SlotMenu>
	);
}

const HEIGHT_PX = 40;

function slotStyle({ ratio }: Slot) {
	return { height: HEIGHT_PX, width: Math.round(HEIGHT_PX * Math.min(2, Math.max(0.5, ratio))) };
}

function SavedSlot({ slot, id }: { readonly slot: Slot; readonly id: ImageId }) {
	const { t } = useTranslation("queue");
	return (
		<button
			type="button"
			data-image={id}
			aria-label={t("slot.open", { number: slot.number })}
			draggable
			onClick={() => openViewer(id)}
			onDragStart={(event) => {
				event.preventDefault();
				dragPictures([id]);
			}}
			className="overflow-hidden rounded-md bg-surface-2"
			style={slotStyle(slot)}
		>
			<Thumbnail src={imageUrl("thumb", id)} />
		</button>
	);
}

type GhostKind = "coming" | "pending" | "refused" | "lost";

const ghostLooks = {
	coming: { icon: undefined, look: "animate-pulse bg-surface-2" },
	pending: { icon: Hourglass, look: "border border-dashed border-edge text-warn" },
	refused: { icon: Ban, look: "border border-dashed border-edge text-danger" },
	lost: { icon: CloudOff, look: "border border-dashed border-edge text-danger" },
} as const;

function GhostSlot({ slot }: { readonly slot: Slot }) {
	const { t } = useTranslation("queue");
	const kind = ghostKind(slot.output?.state, slot.output?.error !== undefined);
	const { icon: Icon, look } = ghostLooks[kind];
	const name = t(`slot.${kind}`, { number: slot.number });
	const error = slot.output?.error;
	const text =
		error === undefined ? name : t("slot.why", { slot: name, reason: failureText(error) });
	return (
		<Tooltip text={text} side="top">
			<span
				role="img"
				aria-label={text}
				className={clsx("flex items-center justify-center rounded-md", look)}
				style={slotStyle(slot)}
			>
				{Icon && <Icon aria-hidden size={14} strokeWidth={1.75} />}
			</span>
		</Tooltip>
	);
}

function ghostKind(state: OutputState | undefined, hasError: boolean): GhostKind {
	if (state === "refused" || state === "lost") return state;
	return state === "pending" && hasError ? "pending" : "coming";
}
