import type { ComponentProps } from "react";

type OfTriggers = Pick<
	ComponentProps<"button">,
	| "id"
	| "style"
	| "tabIndex"
	| "aria-controls"
	| "aria-describedby"
	| "aria-expanded"
	| "aria-haspopup"
	| "onBlur"
	| "onFocus"
	| "onKeyDown"
	| "onKeyUp"
	| "onMouseDown"
	| "onMouseEnter"
	| "onMouseLeave"
	| "onMouseMove"
	| "onPointerDown"
	| "onPointerEnter"
	| "onPointerLeave"
	| "onTouchStart"
>;

/** What a menu, popover or tooltip puts on the button it opens from; nobody else sets these. */
export type TriggerProps = Partial<OfTriggers>;
