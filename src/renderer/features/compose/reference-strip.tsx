import i18next from "i18next";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { Problem } from "../../../contract/problem.ts";
import { Button } from "../../kit/button.tsx";
import { Skeleton } from "../../kit/skeleton.tsx";
import { keepReferences, moveReference, referenceKey, removeReference } from "../../state/draft.ts";
import { editDraft } from "../../state/draft-store.ts";
import { openSettingsPart } from "../../state/view-store.ts";
import { AddReference } from "./add-reference.tsx";
import type { ComposeForm } from "./compose-form.ts";
import { patchCompose, sayAloud, useCompose } from "./compose-store.ts";
import { FitLine } from "./fit-line.tsx";
import { fitForecasts } from "./fit-words.ts";
import { FormPart } from "./form-part.tsx";
import { LinkForm } from "./link-form.tsx";
import { sayProblem, sentencesOf } from "./problem-sentence.ts";
import { ReferenceFailures } from "./reference-failures.tsx";
import { ReferenceNameForm } from "./reference-name-form.tsx";
import { ReferenceTile } from "./reference-tile.tsx";
import { placingText, referenceName } from "./reference-words.ts";
import { ShelfPopover } from "./shelf-popover.tsx";
import { SwitchForReferences } from "./switch-for-references.tsx";
import { Takings } from "./takings.tsx";
import { useTileFocus } from "./use-tile-focus.ts";

/** The references in the order sent, what is on its way in, and what did not make it. */
export function ReferenceStrip({ form }: { readonly form: ComposeForm }) {
	const { t } = useTranslation("compose");
	const { draft, target, problems } = form;
	const { references } = draft;
	const reading = useCompose((state) => state.reading);
	const [linking, setLinking] = useState(false);
	const { list, active, setActive, focusTile, onArrow } = useTileFocus(references.length);

	const naming = useCompose((state) => state.naming);
	const named = references.find((one) => one.kind === "picture" && one.id === naming);

	const limit = target?.capability.references.max;
	const forecasts = fitForecasts(form);
	const place = (from: number, to: number) => {
		editDraft((before) => moveReference(before, from, to));
		focusTile(to);
		announceMove(referenceNameAt(form, from), to + 1, references.length);
	};
	const remove = (at: number) => {
		editDraft((before) => removeReference(before, at));
		focusTile(Math.min(at, references.length - 2));
		const name = referenceNameAt(form, at);
		sayAloud(t("references.said.removed", { name, count: references.length - 1 }));
	};

	const keepFirst = (count: number) => {
		editDraft((before) => keepReferences(before, count));
		focusTile(count - 1);
		sayAloud(t("references.said.kept", { count }));
	};

	return (
		<FormPart
			field="references"
			label={t("references.label")}
			aside={
				<div className="flex items-center gap-2">
					{limit !== undefined && references.length > 0 && (
						<Tally have={references.length} limit={limit} />
					)}
					<ShelfPopover references={references} />
				</div>
			}
			problems={sentencesOf(problems, "references", "block")}
			hint={placingText(form)}
			wayOut={
				<div className="flex flex-wrap gap-2">
					{limit !== undefined && limit > 0 && references.length > limit && (
						<Button size="sm" className="mt-2" onClick={() => keepFirst(limit)}>
							{t("references.keepFirst", { count: limit })}
						</Button>
					)}
					{problems.some(({ reason }) => reason === "references-need-host") && (
						<Button size="sm" className="mt-2" onClick={() => openSettingsPart("hosts")}>
							{t("references.chooseHost")}
						</Button>
					)}
					<SwitchForReferences form={form} />
				</div>
			}
		>
			<ol
				ref={list}
				aria-label={t("references.list")}
				onKeyDown={onArrow}
				className="grid grid-cols-[repeat(auto-fill,minmax(56px,1fr))] items-start gap-2"
			>
				{references.map((reference, at) => (
					<ReferenceTile
						key={referenceKey(reference)}
						reference={reference}
						at={at}
						count={references.length}
						reachable={at === Math.min(active, references.length - 1)}
						problem={problemOfTile(problems, at)}
						beyondLimit={limit !== undefined && at >= limit}
						forecast={forecasts[at] ?? []}
						onFocus={() => setActive(at)}
						onMove={place}
						onRemove={() => remove(at)}
					/>
				))}
				{Array.from({ length: reading }, (_, n) => (
					// biome-ignore lint/suspicious/noArrayIndexKey: tiles on their way have no name yet and no order
					<li key={`reading-${n}`}>
						<Skeleton ratio={1} className="w-full" />
					</li>
				))}
				<li className={references.length + reading === 0 ? "col-span-full" : undefined}>
					<AddReference roomy={references.length + reading === 0} onLink={() => setLinking(true)} />
				</li>
			</ol>
			{named?.kind === "picture" && (
				<ReferenceNameForm
					key={named.id}
					reference={named.id}
					file={named.name}
					className="mt-2 rounded-md bg-surface-2 p-2"
					onClose={() => patchCompose({ naming: undefined })}
				/>
			)}
			{linking && <LinkForm onClose={() => setLinking(false)} />}
			<p role="status" className="sr-only">
				{reading > 0 && t("references.reading", { count: reading })}
			</p>
			<Takings />
			{target !== undefined && <FitLine forecasts={forecasts} gateway={target.gateway.title} />}
			<ReferenceFailures />
		</FormPart>
	);
}

function Tally({ have, limit }: { readonly have: number; readonly limit: number }) {
	const { t } = useTranslation("compose");
	return (
		<span
			className={`nums text-xs ${have > limit ? "font-medium text-danger" : "text-text-3"}`}
			title={t("references.countNamed", { have, limit })}
		>
			{t("references.count", { have, limit })}
		</span>
	);
}

function problemOfTile(problems: readonly Problem[], at: number): string | undefined {
	const problem = problems.find((one) => one.field === "references" && one.at === at);
	return problem && sayProblem(problem);
}

function referenceNameAt({ draft }: ComposeForm, at: number): string {
	const reference = draft.references[at];
	return reference === undefined ? "" : referenceName(reference);
}

function announceMove(name: string, position: number, count: number): void {
	sayAloud(i18next.t("references.said.moved", { ns: "compose", name, position, count }));
}
