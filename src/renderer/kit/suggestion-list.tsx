import { clsx } from "clsx";
import {
	type ReactNode,
	type RefObject,
	useEffect,
	useLayoutEffect,
	useRef,
	useState,
} from "react";
import { popupLook } from "./control-look.ts";

type Line = {
	readonly id: string;
	readonly label: string;
	readonly face?: ReactNode;
	readonly detail?: string;
};

/** Px. */
const GAP = 4;
const MIN_WIDTH = 200;
const MAX_HEIGHT = 320;

/** What could be meant, below the field that is typed into; the keyboard stays there. */
export function SuggestionList({
	id,
	label,
	anchor,
	suggestions,
	marked,
	onChoose,
}: {
	/** The list is `<id>-list`, each line `<id>-<its own id>`. */
	readonly id: string;
	readonly label: string;
	readonly anchor: RefObject<HTMLElement | null>;
	readonly suggestions: readonly Line[];
	readonly marked: string | undefined;
	readonly onChoose: (line: Line) => void;
}) {
	const list = useRef<HTMLDivElement>(null);
	const place = usePlace(anchor, suggestions.length);
	useEffect(() => {
		list.current?.querySelector("[aria-selected=true]")?.scrollIntoView({ block: "nearest" });
	});
	// Above everything and clipped by nothing, and yet where it belongs in the document.
	useLayoutEffect(() => list.current?.showPopover(), []);
	return (
		<div
			ref={list}
			popover="manual"
			id={`${id}-list`}
			role="listbox"
			aria-label={label}
			className={clsx(popupLook, "fixed inset-auto m-0 overflow-y-auto p-1")}
			style={place}
			// The field keeps the keyboard while the pointer chooses.
			onPointerDown={(event) => event.preventDefault()}
		>
			{suggestions.map((suggestion) => (
				<div
					key={suggestion.id}
					id={`${id}-${suggestion.id}`}
					role="option"
					tabIndex={-1}
					aria-selected={suggestion.id === marked}
					onPointerUp={() => onChoose(suggestion)}
					className={clsx(
						"flex h-7 cursor-default items-center gap-3 rounded-md px-2 text-sm hover:bg-surface-3",
						suggestion.id === marked && "bg-surface-3",
					)}
				>
					<span className="flex min-w-0 flex-1 items-center gap-1 truncate">
						{suggestion.face ?? suggestion.label}
					</span>
					{suggestion.detail !== undefined && (
						<span className="nums shrink-0 text-text-3">{suggestion.detail}</span>
					)}
				</div>
			))}
		</div>
	);
}

/** Beside the field, where there is room, as it stands when the lines change. */
function usePlace(anchor: RefObject<HTMLElement | null>, lines: number) {
	const [place, setPlace] = useState<Readonly<Record<string, number>>>({ opacity: 0 });
	// biome-ignore lint/correctness/useExhaustiveDependencies: more lines may make the field taller.
	useLayoutEffect(() => {
		const follow = () => {
			const box = anchor.current?.getBoundingClientRect();
			if (box === undefined) return;
			const width = Math.max(MIN_WIDTH, Math.min(box.width, 420));
			const left = Math.min(box.left, window.innerWidth - width - GAP);
			const below = window.innerHeight - box.bottom - 2 * GAP;
			const above = box.top - 2 * GAP;
			const isBelow = below >= Math.min(MAX_HEIGHT, above);
			setPlace({
				...(isBelow ? { top: box.bottom + GAP } : { bottom: window.innerHeight - box.top + GAP }),
				...{ left, width, maxHeight: Math.min(MAX_HEIGHT, isBelow ? below : above) },
			});
		};
		follow();
		window.addEventListener("resize", follow);
		window.addEventListener("scroll", follow, true);
		return () => {
			window.removeEventListener("resize", follow);
			window.removeEventListener("scroll", follow, true);
		};
	}, [anchor, lines]);
	return place;
}
