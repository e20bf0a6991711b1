/** The one look of everything that holds a value. */
export const controlLook =
	"w-full rounded-md border border-edge bg-field text-text transition-colors hover:border-text-3 focus-visible:outline-2 focus-visible:-outline-offset-1 data-invalid:border-danger aria-invalid:border-danger disabled:border-line disabled:text-text-3 data-disabled:border-line data-disabled:text-text-3";

/** The one look of everything that opens above the window. */
export const popupLook =
	"rounded-md border border-line bg-raised text-text shadow-raised transition-opacity data-ending-style:opacity-0 data-starting-style:opacity-0";
