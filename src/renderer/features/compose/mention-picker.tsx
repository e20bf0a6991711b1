import { clsx } from "clsx";
import { Link2, Tag } from "lucide-react";
import { useEffect, useRef } from "react";
import { createPortal } from "react-dom";
import { useTranslation } from "react-i18next";
import { referenceUrl } from "../../../contract/media.ts";
import { popupLook } from "../../kit/control-look.ts";
import { Thumbnail } from "../../kit/thumbnail.tsx";
import type { MentionChoice } from "./mention-choices.ts";
import { roleKey } from "./reference-name.ts";
import type { MentionList } from "./use-mention-list.ts";

const WIDTH_PX = 264;
const MOST_HEIGHT_PX = 280;
const MARGIN_PX = 8;

/** What an `@` could mean, at the cursor. The keyboard stays in the prompt. */
export function MentionPicker({
	id,
	list,
	onChoose,
}: {
	/** Of the list; its lines are `<id>-0`, `<id>-1`, … */
	readonly id: string;
	readonly list: MentionList;
	readonly onChoose: (choice: MentionChoice) => void;
}) {
	const { t } = useTranslation("compose");
	const { choices, active, box, setActive } = list;
	const activeLine = useRef<HTMLDivElement>(null);
	// biome-ignore lint/correctness/useExhaustiveDependencies: the line that is active is another one then
	useEffect(() => activeLine.current?.scrollIntoView({ block: "nearest" }), [active]);
	const left = Math.max(MARGIN_PX, Math.min(box.left, innerWidth - WIDTH_PX - MARGIN_PX));
	const below = innerHeight - box.bottom > MOST_HEIGHT_PX || box.top < innerHeight / 2;
	const place = below ? { top: box.bottom + 4 } : { bottom: innerHeight - box.top + 4 };
	const room = (below ? innerHeight - box.bottom : box.top) - MARGIN_PX - 4;
	const maxHeight = Math.min(MOST_HEIGHT_PX, room);
	return createPortal(
		<section
			aria-label={t("mention.list")}
			className={clsx(popupLook, "fixed z-50 flex flex-col overflow-y-auto p-1")}
			style={{ left, width: WIDTH_PX, maxHeight, ...place }}
			// The cursor must stay where the choice is to go.
			onMouseDown={(event) => event.preventDefault()}
		>
			{choices.length === 0 ? (
				<p className="px-2 py-1.5 text-sm text-text-3">{t("mention.nothingYet")}</p>
			) : (
				<div id={id} role="listbox" aria-label={t("mention.list")}>
					{choices.map((choice, at) => (
						// biome-ignore lint/a11y/useFocusableInteractive: the keyboard stays in the prompt, which names the active line
						// biome-ignore lint/a11y/useKeyWithClickEvents: the keys are the prompt's
						<div
							key={choice.key}
							ref={at === active ? activeLine : undefined}
							id={`${id}-${at}`}
							role="option"
							aria-selected={at === active}
							onMouseMove={() => setActive(at)}
							onClick={() => onChoose(choice)}
							className={clsx(
								"flex h-9 items-center gap-2 rounded-md px-1.5",
								at === active && "bg-surface-3",
							)}
						>
							<Line choice={choice} />
						</div>
					))}
				</div>
			)}
		</section>,
		document.body,
	);
}

function Line({ choice }: { readonly choice: MentionChoice }) {
	const { t } = useTranslation("compose");
	return (
		<>
			<span className="flex size-7 shrink-0 items-center justify-center overflow-hidden rounded-md bg-surface-2 text-text-3">
				{choice.picture === undefined ? (
					<Link2 aria-hidden size={14} />
				) : (
					<Thumbnail key={choice.picture} src={referenceUrl("reference-thumb", choice.picture)} />
				)}
			</span>
			{choice.kind === "name" ? (
				<span className="flex min-w-0 flex-1 items-center gap-1 truncate text-text-2">
					<Tag aria-hidden size={14} />
					{t("mention.nameThis")}
				</span>
			) : (
				<>
					<span className="min-w-0 flex-1 truncate">@{choice.name}</span>
					<span className="shrink-0 text-sm text-text-3">
						{choice.role !== undefined && t(roleKey(choice.role))}
					</span>
					<span className="nums shrink-0 text-sm text-text-3">
						{choice.kind === "attached" ? choice.position : t("mention.fromShelf")}
					</span>
				</>
			)}
		</>
	);
}
