import { Collapsible } from "@base-ui/react/collapsible";
import { ChevronRight } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Badge } from "../../kit/badge.tsx";
import { Button } from "../../kit/button.tsx";
import { editDraft } from "../../state/draft-store.ts";
import type { Target } from "../../state/targets.ts";
import type { ComposeForm } from "./compose-form.ts";
import { ExtraControl } from "./extra-control.tsx";
import { sayProblem } from "./problem-sentence.ts";
import { PART_ATTRIBUTE } from "./show-problem.ts";

/** The fields few need, folded away; what was changed is counted outside. */
export function AdvancedFields({
	form: { draft, problems },
	target: { capability },
}: {
	readonly form: ComposeForm;
	readonly target: Target;
}) {
	const { t } = useTranslation("compose");
	const [opened, setOpened] = useState(false);
	if (capability.extras.length === 0) return null;
	const keys = new Set<unknown>(capability.extras.map(({ key }) => key));
	const wrong = problems.filter(({ field, at }) => field === "extras" && keys.has(at));
	const changed = Object.keys(draft.extras).length;
	const open = opened || wrong.length > 0;
	return (
		<div {...{ [PART_ATTRIBUTE]: "extras" }}>
			<Collapsible.Root open={open} onOpenChange={setOpened}>
				<div className="flex h-6 items-center gap-2">
					<Collapsible.Trigger className="-ml-1 flex h-6 items-center gap-1 rounded-md pr-2 pl-1 text-sm font-medium text-text-2 transition-colors hover:text-text">
						<ChevronRight
							aria-hidden
							size={14}
							className={open ? "rotate-90 transition-transform" : "transition-transform"}
						/>
						{t("advanced.label")}
					</Collapsible.Trigger>
					{changed > 0 && (
						<>
							<Badge tone="accent">{t("advanced.changed", { count: changed })}</Badge>
							<Button
								size="sm"
								look="quiet"
								className="ml-auto"
								onClick={() => editDraft((before) => ({ ...before, extras: {} }))}
							>
								{t("advanced.reset")}
							</Button>
						</>
					)}
				</div>
				<Collapsible.Panel className="flex flex-col gap-3 pt-2">
					{capability.extras.map((field) => {
						const problem = wrong.find(({ at }) => at === field.key);
						return (
							<ExtraControl
								key={field.key}
								field={field}
								value={draft.extras[field.key]}
								problem={problem && sayProblem(problem)}
							/>
						);
					})}
				</Collapsible.Panel>
			</Collapsible.Root>
		</div>
	);
}
