import { Forward, SquarePen } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { Failure } from "../../../contract/errors.ts";
import type { SetDetail } from "../../../contract/sets.ts";
import { failureOf } from "../../bridge/client.ts";
import { failureText } from "../../bridge/error-text.ts";
import { Button } from "../../kit/button.tsx";
import { Field } from "../../kit/field.tsx";
import { Note } from "../../kit/note.tsx";
import { NumberField } from "../../kit/number-field.tsx";
import { Popover } from "../../kit/popover.tsx";
import { pictureOf } from "../../state/set-frames.ts";
import { priced, useWhatPlansStandOn } from "./redo-buttons.tsx";
import { alongText, leftOutText, mostMore, planExtend, putInForm } from "./redo-plan.ts";
import { useSetView } from "./set-view-store.ts";

const USUALLY_MORE = 3;

/** Goes on with a set from its last frames, or from those that are chosen. */
export function ExtendButton({ detail }: { readonly detail: SetDetail }) {
	const { t } = useTranslation("sets");
	const [isOpen, setOpen] = useState(false);
	const hasFrames = detail.slots.some((slot) => pictureOf(slot) !== undefined);
	return (
		<Popover
			title={t("extend.title")}
			open={isOpen}
			onOpenChange={setOpen}
			side="top"
			align="end"
			content={<ExtendForm detail={detail} onDone={() => setOpen(false)} />}
		>
			<Button icon={Forward} disabled={!hasFrames} label={t("extend.title")}>
				<span className="hidden @md:inline">{t("extend")}</span>
			</Button>
		</Popover>
	);
}

function ExtendForm({
	detail,
	onDone,
}: {
	readonly detail: SetDetail;
	readonly onDone: () => void;
}) {
	const { t } = useTranslation("sets");
	useWhatPlansStandOn();
	const chosen = useSetView((state) => state.chosen);
	const most = mostMore(detail, chosen);
	const [wanted, setWanted] = useState<number | null>(Math.min(USUALLY_MORE, most));
	const [failure, setFailure] = useState<Failure>();
	const [isBusy, setBusy] = useState(false);
	const isPossible = wanted !== null && Number.isInteger(wanted) && wanted >= 1 && wanted <= most;
	const plan = planExtend(detail, chosen, isPossible ? wanted : 1);
	if (plan === undefined) return <p>{t("redo.noTarget")}</p>;
	const fill = (sends: boolean) => {
		if (isBusy || !isPossible) return;
		setBusy(true);
		void putInForm(plan, sends)
			.then(onDone, (thrown) => setFailure(failureOf(thrown)))
			.finally(() => setBusy(false));
	};
	const left = leftOutText(plan);
	return (
		<div className="flex w-72 flex-col gap-3">
			<Field
				label={t("extend.count")}
				hint={isPossible ? t("extend.hint", { count: most }) : undefined}
				problem={isPossible ? undefined : t("extend.hint", { count: most })}
			>
				<NumberField value={wanted} onChange={setWanted} min={1} max={most} steppers />
			</Field>
			<p className="text-sm text-text-2">{t("extend.from", { along: alongText(plan) })}</p>
			{left !== "" && <Note tone="info">{left}</Note>}
			{failure !== undefined && (
				<Note tone="danger" live>
					{failureText(failure)}
				</Note>
			)}
			<div className="flex flex-wrap justify-end gap-2">
				<Button
					look="quiet"
					icon={SquarePen}
					disabled={isBusy || !isPossible}
					onClick={() => fill(false)}
				>
					{t("redo.edit")}
				</Button>
				<Button look="primary" disabled={isBusy || !isPossible} onClick={() => fill(true)}>
					{priced(t("extend.go", { count: plan.count }), plan, t)}
				</Button>
			</div>
		</div>
	);
}
