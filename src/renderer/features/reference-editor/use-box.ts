import { type RefObject, useLayoutEffect, useState } from "react";
import type { Size } from "./edit-geometry.ts";

/** The inside of an element, px, as it changes; nothing before it is laid out. */
export function useBox(element: RefObject<HTMLElement | null>): Size {
	const [box, setBox] = useState<Size>({ width: 0, height: 0 });
	useLayoutEffect(() => {
		const node = element.current;
		if (node === null) return;
		const measure = () => setBox({ width: node.clientWidth, height: node.clientHeight });
		measure();
		const observer = new ResizeObserver(measure);
		observer.observe(node);
		return () => observer.disconnect();
	}, [element]);
	return box;
}
