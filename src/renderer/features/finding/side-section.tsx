import { clsx } from "clsx";
import { ChevronRight } from "lucide-react";
import { type ReactNode, useId, useState } from "react";

/** A titled list of the side that can be folded away. */
export function SideSection({
	title,
	aside,
	children,
}: {
	readonly title: string;
	readonly aside?: ReactNode;
	readonly children: ReactNode;
}) {
	const [isOpen, setOpen] = useState(true);
	const id = useId();
	return (
		<section aria-label={title} className="mt-3">
			<div className="flex h-7 items-center pr-0.5">
				<h2 className="flex min-w-0 flex-1">
					<button
						type="button"
						data-side-row
						aria-expanded={isOpen}
						aria-controls={id}
						onClick={() => setOpen(!isOpen)}
						className="flex h-6 min-w-0 flex-1 items-center gap-1 rounded-md px-1 text-left text-xs font-medium text-text-2 hover:text-text"
					>
						<ChevronRight
							aria-hidden
							size={12}
							strokeWidth={2}
							className={clsx("shrink-0", isOpen && "rotate-90")}
						/>
						<span className="truncate">{title}</span>
					</button>
				</h2>
				{aside}
			</div>
			<div id={id} hidden={!isOpen}>
				{children}
			</div>
		</section>
	);
}
