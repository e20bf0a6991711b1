/** The look of money that may still go: hatched, so that it is told from money that went without its colour. */
export const pendingLook =
	"bg-[repeating-linear-gradient(135deg,var(--color-accent)_0_2px,transparent_2px_5px)]";
