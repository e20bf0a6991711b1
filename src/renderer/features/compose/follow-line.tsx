import { CornerDownRight, Undo2, X } from "lucide-react";
import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import type { SetTask } from "../../../contract/generation.ts";
import type { ImageId, JobId } from "../../../contract/ids.ts";
import { imageUrl } from "../../../contract/media.ts";
import type { SetDetail } from "../../../contract/sets.ts";
import { ask } from "../../bridge/client.ts";
import { formatList } from "../../bridge/format.ts";
import { Button } from "../../kit/button.tsx";
import { IconButton } from "../../kit/icon-button.tsx";
import { Thumbnail } from "../../kit/thumbnail.tsx";
import { type Draft, setFollows, setParent } from "../../state/draft.ts";
import { bringBack, forgetAside, useDraftAside } from "../../state/draft-aside.ts";
import { editDraft } from "../../state/draft-store.ts";
import { openSet, openViewer } from "../../state/selection-store.ts";

/** What the request goes on from: a set, a picture, or nothing; and the way back to the draft before it. */
export function FollowLine({ draft: { follows, parent } }: { readonly draft: Draft }) {
	const { t } = useTranslation("compose");
	const aside = useDraftAside((state) => state.aside);
	if (follows === undefined && parent === undefined && aside === undefined) return null;
	return (
		<div className="flex flex-col gap-1 rounded-md bg-surface-2 py-1 pr-1 pl-2">
			{follows !== undefined && <SetLine follows={follows} />}
			{parent !== undefined && <ParentLine parent={parent} />}
			{aside !== undefined && (
				<div className="flex items-center justify-between gap-2">
					<Button size="sm" icon={Undo2} onClick={bringBack}>
						{t("follows.back")}
					</Button>
					{follows === undefined && parent === undefined && (
						<IconButton icon={X} size="sm" label={t("follows.forget")} onClick={forgetAside} />
					)}
				</div>
			)}
		</div>
	);
}

function SetLine({ follows }: { readonly follows: SetTask }) {
	const { t } = useTranslation("compose");
	const detail = useSetDetail(follows.set);
	return (
		<div className="flex items-center gap-2">
			<CornerDownRight aria-hidden size={14} className="shrink-0 text-text-3" />
			<button
				type="button"
				onClick={() => openSet(follows.set)}
				className="min-w-0 flex-1 truncate rounded-md text-left text-sm hover:underline"
			>
				{followsText(follows, detail, t)}
			</button>
			<IconButton
				icon={X}
				size="sm"
				label={t("follows.clear")}
				onClick={() => editDraft((draft) => setFollows(draft, undefined))}
			/>
		</div>
	);
}

function ParentLine({ parent }: { readonly parent: ImageId }) {
	const { t } = useTranslation("compose");
	return (
		<div className="flex items-center gap-2">
			<button
				type="button"
				aria-label={t("follows.openParent")}
				onClick={() => openViewer(parent)}
				className="size-6 shrink-0 overflow-hidden rounded-md bg-surface-3"
			>
				<Thumbnail key={parent} src={imageUrl("thumb", parent)} />
			</button>
			<span className="min-w-0 flex-1 truncate text-sm">{t("follows.parent")}</span>
			<IconButton
				icon={X}
				size="sm"
				label={t("follows.clearParent")}
				onClick={() => editDraft((draft) => setParent(draft, undefined))}
			/>
		</div>
	);
}

function followsText(
	follows: SetTask,
	detail: SetDetail | undefined,
	t: ReturnType<typeof useTranslation<"compose">>["t"],
): string {
	const title = detail?.title ?? "";
	if (follows.way === "extend") {
		return title === "" ? t("follows.extend") : t("follows.extendOf", { title });
	}
	const frames = formatList(placesShown(follows.slots, detail).map(String));
	const count = follows.slots.length;
	return title === ""
		? t("follows.redo", { frames, count })
		: t("follows.redoOf", { frames, count, title });
}

/** The numbers the frames have where the set is looked at: it may be in another order. */
function placesShown(slots: readonly number[], detail: SetDetail | undefined): readonly number[] {
	const places = slots.map((slot) => {
		const at = detail?.slots.findIndex((one) => one.slot === slot) ?? -1;
		return (at < 0 ? slot : at) + 1;
	});
	return places.toSorted((a, b) => a - b);
}

/** The set as it is now; undefined while it is not known, or when it is gone. */
function useSetDetail(set: JobId): SetDetail | undefined {
	const [detail, setDetail] = useState<SetDetail>();
	useEffect(() => {
		let isPast = false;
		setDetail(undefined);
		ask("sets.get", set).then(
			(told) => {
				if (!isPast) setDetail(told);
			},
			// Without it the line says the same in fewer words.
			() => {},
		);
		return () => {
			isPast = true;
		};
	}, [set]);
	return detail;
}
