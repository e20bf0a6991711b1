/** The look of money that may still go: hatched, so that it is told from money that went without its colour. */
export const pendingLook =
	"bg-[repeating-linear-gradient(135deg,var(--color-accent)_0_2px,transparent_2px_5px)]";

/** The look of a figure in a table, and of what stands over it. */
export const figureLook = "py-1.5 pl-3 text-right align-top font-normal whitespace-nowrap";
