import { clsx } from "clsx";
import { Layers } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { imageUrl } from "../../../contract/media.ts";
import type { SetFrame, SetSlot } from "../../../contract/sets.ts";
import { Button } from "../../kit/button.tsx";
import { Popover } from "../../kit/popover.tsx";
import { Thumbnail } from "../../kit/thumbnail.tsx";
import { arrangeSet } from "../../state/set-store.ts";

/** How often a slot was tried, and which try stands there; nothing where there was one alone. */
export function SlotHistory({
	slot,
	number,
	ratio,
	className,
}: {
	readonly slot: SetSlot;
	/** Its place, from 1. */
	readonly number: number;
	/** Width divided by height. */
	readonly ratio: number;
	readonly className?: string;
}) {
	const { t } = useTranslation("sets");
	const [isOpen, setOpen] = useState(false);
	const count = slot.frames.length;
	if (count < 2) return null;
	return (
		<Popover
			title={t("history.title", { number })}
			open={isOpen}
			onOpenChange={setOpen}
			content={
				<ol className="flex max-h-100 flex-wrap gap-2 overflow-y-auto p-0.5">
					{slot.frames.map((frame, at) => (
						<li key={frame.id} className="w-24">
							<Try
								frame={frame}
								at={at}
								ratio={ratio}
								isShown={frame.id === slot.shown}
								onChoose={() => {
									setOpen(false);
									void arrangeSet({ shown: { [String(slot.slot)]: frame.id } });
								}}
							/>
						</li>
					))}
				</ol>
			}
		>
			<Button
				size="sm"
				icon={Layers}
				label={t("history.open", { count, number })}
				className={className}
			>
				{t("tries", { count })}
			</Button>
		</Popover>
	);
}

function Try({
	frame,
	at,
	ratio,
	isShown,
	onChoose,
}: {
	readonly frame: SetFrame;
	readonly at: number;
	readonly ratio: number;
	readonly isShown: boolean;
	readonly onChoose: () => void;
}) {
	const { t } = useTranslation("sets");
	const number = at + 1;
	const words = t(isShown ? "history.shown" : "history.try", { number });
	if (frame.image === undefined) {
		const state = frame.state === "refused" || frame.state === "lost" ? frame.state : "coming";
		return (
			<>
				<span
					className="flex items-center justify-center rounded-md border border-dashed border-edge p-1 text-center text-xs text-text-3"
					style={{ aspectRatio: ratio }}
				>
					{t(`ghost.${state}`)}
				</span>
				<span className="mt-1 block text-xs text-text-3">{words}</span>
			</>
		);
	}
	return (
		<button
			type="button"
			aria-pressed={isShown}
			aria-label={words}
			onClick={onChoose}
			className="block w-full text-left"
		>
			<span
				className={clsx(
					"block overflow-hidden rounded-md bg-surface-1",
					isShown && "outline-2 outline-offset-1 outline-accent",
				)}
				style={{ aspectRatio: ratio }}
			>
				<Thumbnail src={imageUrl("thumb", frame.image.id)} className="object-contain!" />
			</span>
			<span className="mt-1 block text-xs text-text-2">{words}</span>
		</button>
	);
}
