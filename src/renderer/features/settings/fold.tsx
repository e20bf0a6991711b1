import { Collapsible } from "@base-ui/react/collapsible";
import { ChevronRight } from "lucide-react";
import { type ReactNode, useState } from "react";

/** Fields that few need, folded away; open as long as something in them is wrong. */
export function Fold({
	title,
	wrong,
	children,
}: {
	readonly title: string;
	readonly wrong: boolean;
	readonly children: ReactNode;
}) {
	const [opened, setOpened] = useState(false);
	const open = opened || wrong;
	return (
		<Collapsible.Root open={open} onOpenChange={setOpened} className="border-t border-line pt-3">
			<Collapsible.Trigger className="-ml-1 flex h-6 items-center gap-1 rounded-md pr-2 pl-1 font-semibold transition-colors hover:text-text">
				<ChevronRight
					aria-hidden
					size={14}
					className={open ? "rotate-90 transition-transform" : "transition-transform"}
				/>
				{title}
			</Collapsible.Trigger>
			<Collapsible.Panel className="flex flex-col gap-3 pt-3">{children}</Collapsible.Panel>
		</Collapsible.Root>
	);
}
