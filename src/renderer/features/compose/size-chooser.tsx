import { useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import type { Capability, Tier } from "../../../contract/capability.ts";
import type { RequestSize } from "../../../contract/generation.ts";
import {
	choiceInTier,
	chosenSize,
	type SizeChoice,
	sizeChoice,
	tierNamed,
} from "../../../contract/shape-choice.ts";
import { formatNumber, formatPixels } from "../../bridge/format.ts";
import { Segmented } from "../../kit/segmented.tsx";
import { useAction } from "../../state/action-registry.ts";
import { setSize } from "../../state/draft.ts";
import { editDraft } from "../../state/draft-store.ts";
import type { Target } from "../../state/targets.ts";
import { adviceText } from "./capability-words.ts";
import type { ComposeForm } from "./compose-form.ts";
import { CustomSize, SuggestedSize } from "./custom-size.tsx";
import { firstCustomSize } from "./first-custom-size.ts";
import { FormPart } from "./form-part.tsx";
import { sentencesOf } from "./problem-sentence.ts";
import { ShapePicker } from "./shape-picker.tsx";

/** No tier is called this: tiers are words of gateways, such as `2K`. */
const CUSTOM = "custom:";

/** The size: how much detail, then which shape, or exact pixels. */
export function SizeChooser({
	form: { draft, problems },
	target: { capability },
}: {
	readonly form: ComposeForm;
	readonly target: Target;
}) {
	const { t } = useTranslation("compose");
	// Typed pixels may happen to be those of a listed shape; that must not close the fields.
	const [typing, setTyping] = useState(false);
	const controls = useRef<HTMLDivElement>(null);
	useAction("size.choose", () => focusChoice(controls.current));
	const choice = sizeChoice(capability, draft.size);
	const references = draft.references.length;
	const inTier = (next: Tier) =>
		choiceInTier(choice ?? { kind: "auto", tier: next }, next, capability, references);
	const { free } = capability.size;
	const custom = free !== undefined && (choice?.kind === "custom" || typing);
	const choose = (size: RequestSize) => editDraft((before) => setSize(before, size));
	const chooseShape = (next: SizeChoice) => {
		setTyping(false);
		choose(chosenSize(next));
	};

	const tier = custom || choice === undefined || choice.kind === "custom" ? undefined : choice.tier;
	const tiers = capability.size.tiers.map(({ id }) => ({ value: id, label: id }));
	const segments =
		free === undefined ? tiers : [...tiers, { value: CUSTOM, label: t("size.custom") }];
	const advice = adviceText(tier?.advice);
	return (
		<FormPart
			field="size"
			label={t("size.label")}
			aside={
				<span className="nums truncate text-xs text-text-3">
					<SizeSaid choice={choice} capability={capability} />
				</span>
			}
			problems={sentencesOf(problems, "size", "block")}
			advice={advice === undefined ? [] : [advice]}
			wayOut={
				<SuggestedSize
					size={draft.size}
					capability={capability}
					references={references}
					onChange={choose}
				/>
			}
		>
			<div ref={controls}>
				{segments.length > 1 && (
					<Segmented
						label={t("size.tiers")}
						value={custom ? CUSTOM : (tier?.id ?? null)}
						segments={segments}
						onChange={(value) => {
							if (value === CUSTOM) {
								setTyping(true);
								choose({ kind: "pixels", ...firstCustomSize(choice, capability) });
								return;
							}
							const next = tierNamed(capability, value);
							if (next !== undefined) chooseShape(inTier(next));
						}}
					/>
				)}
				{custom && draft.size.kind === "pixels" && (
					<CustomSize size={draft.size} capability={capability} onChange={choose} />
				)}
				{tier !== undefined && choice !== undefined && tier.shapes.length > 0 && (
					<ShapePicker
						tier={tier}
						choice={choice}
						capability={capability}
						references={references}
						onChange={chooseShape}
					/>
				)}
			</div>
		</FormPart>
	);
}

/** Puts the keyboard on the choice that is made, the shape before the detail. */
function focusChoice(controls: HTMLElement | null): void {
	const chosen = controls?.querySelectorAll<HTMLElement>('[role="radio"][aria-checked="true"]');
	const target = chosen?.item(chosen.length - 1) ?? controls?.querySelector<HTMLElement>("input");
	target?.focus();
	target?.scrollIntoView({ block: "nearest" });
}

/** What the choice comes to, in pixels where it says them; where they are no promise, about. */
function SizeSaid({
	choice,
	capability: { size },
}: {
	readonly choice: SizeChoice | undefined;
	readonly capability: Capability;
}) {
	const { t } = useTranslation("compose");
	if (choice === undefined) return null;
	if (choice.kind === "auto") {
		const follows = size.auto === "with-references";
		return t(follows ? "size.autoFirstSaid" : "size.autoSaid", { tier: choice.tier.id });
	}
	if (choice.kind === "shape" && size.shapesBy === "ratio") {
		return t("size.about", { pixels: formatPixels(choice.shape.width, choice.shape.height) });
	}
	const { width, height } = choice.kind === "shape" ? choice.shape : choice;
	if (!(width > 0 && height > 0)) return null;
	return t("size.megapixels", {
		pixels: formatPixels(width, height),
		millions: formatNumber((width * height) / 1_000_000, { maximumFractionDigits: 1 }),
	});
}
