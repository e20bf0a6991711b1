import { CircleAlert, Info } from "lucide-react";
import { type ReactNode, useId } from "react";
import type { ProblemField } from "../../../contract/problem.ts";
import { PART_ATTRIBUTE } from "./show-problem.ts";

/** A part of the form with several controls: its name, what stands beside the name, and what is to be said about it. */
export function FormPart({
	field,
	label,
	aside,
	problems = [],
	advice = [],
	hint,
	wayOut,
	children,
}: {
	readonly field: ProblemField;
	readonly label: string;
	readonly aside?: ReactNode;
	/** Sentences that block. */
	readonly problems?: readonly string[];
	/** Sentences worth knowing. */
	readonly advice?: readonly string[];
	/** Always there, quiet. */
	readonly hint?: string;
	/** A button that mends what the sentences say. */
	readonly wayOut?: ReactNode;
	readonly children: ReactNode;
}) {
	const id = useId();
	const sentences = problems.length + advice.length > 0 || hint !== undefined;
	return (
		// biome-ignore lint/a11y/useSemanticElements: a fieldset draws its legend outside the line the aside shares
		<div
			role="group"
			aria-labelledby={`${id}-label`}
			aria-describedby={sentences ? `${id}-said` : undefined}
			{...{ [PART_ATTRIBUTE]: field }}
		>
			<div className="mb-1 flex min-h-5 items-center justify-between gap-2">
				<div id={`${id}-label`} className="shrink-0 text-sm font-medium text-text-2">
					{label}
				</div>
				{aside}
			</div>
			{children}
			{sentences && (
				<div id={`${id}-said`} className="mt-2 flex flex-col gap-1">
					{hint !== undefined && <p className="text-sm text-text-3">{hint}</p>}
					{problems.map((problem) => (
						<Sentence key={problem} look="problem" text={problem} />
					))}
					{advice.map((text) => (
						<Sentence key={text} look="advice" text={text} />
					))}
				</div>
			)}
			{wayOut}
		</div>
	);
}

function Sentence({ look, text }: { readonly look: "problem" | "advice"; readonly text: string }) {
	const problem = look === "problem";
	const Icon = problem ? CircleAlert : Info;
	return (
		<p className={`flex gap-1 text-sm ${problem ? "text-danger" : "text-text-2"}`} data-selectable>
			<Icon aria-hidden size={14} className={`mt-px shrink-0 ${problem ? "" : "text-warn"}`} />
			<span className="min-w-0 break-words">{text}</span>
		</p>
	);
}
