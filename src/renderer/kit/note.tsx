import { clsx } from "clsx";
import { CircleAlert, CircleCheck, Info, TriangleAlert } from "lucide-react";
import type { ReactNode } from "react";

const tones = {
	danger: { icon: CircleAlert, look: "text-danger" },
	warn: { icon: TriangleAlert, look: "text-warn" },
	safe: { icon: CircleCheck, look: "text-safe" },
	info: { icon: Info, look: "text-text-3" },
} as const;

export type NoteTone = keyof typeof tones;

/** A sentence with a sign before it, in place: what is wrong, what is worth knowing, what went well. */
export function Note({
	tone,
	children,
	id,
	live = false,
	className,
}: {
	readonly tone: NoteTone;
	readonly children: ReactNode;
	/** To be pointed at by `describedBy`. */
	readonly id?: string;
	/** True: read out when it appears or changes. */
	readonly live?: boolean;
	readonly className?: string;
}) {
	const { icon: Icon, look } = tones[tone];
	return (
		<div
			id={id}
			role={live ? "status" : undefined}
			className={clsx("flex gap-2 text-sm text-text-2", className)}
			data-selectable
		>
			<Icon aria-hidden size={14} className={clsx("mt-px shrink-0", look)} />
			<div className="min-w-0 break-words">{children}</div>
		</div>
	);
}
