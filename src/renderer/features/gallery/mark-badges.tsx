import { clsx } from "clsx";
import { Flag, Star, X } from "lucide-react";
import type { PictureMark } from "../../../contract/library.ts";

const pill = "flex h-4 items-center gap-px rounded-full bg-[#000000]/70 px-1 text-[#ffffff]";

const stars = [1, 2, 3, 4, 5] as const;

/** What the designer thinks of a picture, small, over its lower edge; its name says it in words. */
export function MarkBadges({ mark }: { readonly mark: PictureMark }) {
	return (
		<span
			aria-hidden
			className="@container pointer-events-none absolute inset-x-1 bottom-1 flex justify-between gap-1"
		>
			<span className={mark.pick === undefined ? undefined : pill}>
				{mark.pick === "picked" && <Flag size={10} fill="currentColor" strokeWidth={2} />}
				{mark.pick === "rejected" && <X size={10} strokeWidth={3} />}
			</span>
			{mark.stars !== undefined && (
				<span
					data-count={mark.stars}
					className={clsx(
						pill,
						"nums text-xs @min-[88px]:after:hidden after:content-[attr(data-count)]",
					)}
				>
					{stars.slice(0, mark.stars).map((number) => (
						<Star
							key={number}
							size={9}
							fill="currentColor"
							strokeWidth={0}
							// In a small picture one star and the number stand for all.
							className={clsx("shrink-0", number > 1 && "@max-[88px]:hidden")}
						/>
					))}
				</span>
			)}
		</span>
	);
}
