import type { ReactNode } from "react";

/** The buttons of a form: at its end, and at the foot of the sheet while the end is out of sight. */
export function FormFoot({ children }: { readonly children: ReactNode }) {
	return (
		// Over the padding of the sheet, so that nothing shows through below.
		<div className="sticky -bottom-4 z-10 -mx-4 -my-2 [container-type:scroll-state]">
			<div className="border-t border-transparent bg-surface-1 px-4 py-2 [@container_scroll-state(stuck:bottom)]:border-line">
				{children}
			</div>
		</div>
	);
}
