import { Field as Base } from "@base-ui/react/field";
import { CircleAlert, Info } from "lucide-react";
import type { ReactNode } from "react";

export type FieldProps = {
	readonly label: string;
	/** True: the label is there for screen readers alone. */
	readonly labelHidden?: boolean;
	/** Always there, quiet. */
	readonly hint?: string;
	/** Why it cannot be sent as it is. */
	readonly problem?: string;
	/** Worth knowing; stops nothing. */
	readonly advice?: string;
	/** At the right of the label, such as a counter or a small button. */
	readonly aside?: ReactNode;
	/** True for controls that are buttons (Select, Segmented): the label must not press them. */
	readonly buttonLike?: boolean;
	readonly children: ReactNode;
	readonly className?: string;
};

/**
 * A label, one kit control, and what is to be said about it, tied together for screen readers:
 * the control inside takes its name and description from here.
 */
export function Field({
	label,
	labelHidden = false,
	hint,
	problem,
	advice,
	aside,
	buttonLike = false,
	children,
	className,
}: FieldProps) {
	const name = (
		<Base.Label
			nativeLabel={!buttonLike}
			render={buttonLike ? <div /> : undefined}
			className={labelHidden ? "sr-only" : "text-sm font-medium text-text-2"}
		>
			{label}
		</Base.Label>
	);
	return (
		<Base.Root invalid={problem !== undefined} className={className}>
			{labelHidden && aside === undefined ? (
				name
			) : (
				<div className="mb-1 flex min-h-5 items-center justify-between gap-2">
					{name}
					{aside}
				</div>
			)}
			{children}
			{hint !== undefined && (
				<Base.Description className="mt-1 text-sm text-text-3">{hint}</Base.Description>
			)}
			{problem !== undefined && (
				<Base.Error match className="mt-1 flex gap-1 text-sm text-danger" data-selectable>
					<CircleAlert aria-hidden size={14} className="mt-px shrink-0" />
					<span className="min-w-0 break-words">{problem}</span>
				</Base.Error>
			)}
			{advice !== undefined && (
				<Base.Description className="mt-1 flex gap-1 text-sm text-text-2">
					<Info aria-hidden size={14} className="mt-px shrink-0 text-warn" />
					<span className="min-w-0 break-words">{advice}</span>
				</Base.Description>
			)}
		</Base.Root>
	);
}
