import { clsx } from "clsx";
import type { ReactNode } from "react";

/** Controls that all rest while there is a reason; it is their name, and shows over them. */
export function HeldFields({
	reason,
	className,
	children,
}: {
	/** Absent: nothing holds them. */
	readonly reason: string | undefined;
	/** Of the box around them while they rest. */
	readonly className?: string;
	readonly children: ReactNode;
}) {
	if (reason === undefined) return children;
	return (
		<fieldset
			disabled
			aria-label={reason}
			title={reason}
			className={clsx("min-w-0 cursor-not-allowed opacity-50 *:pointer-events-none", className)}
		>
			{children}
		</fieldset>
	);
}
