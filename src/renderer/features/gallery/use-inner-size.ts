import { type RefObject, useLayoutEffect, useState } from "react";

/** The room inside an element, without its scrollbars, px. */
export function useInnerSize(element: RefObject<HTMLElement | null>) {
	const [size, setSize] = useState({ width: 0, height: 0 });
	useLayoutEffect(() => {
		const { current } = element;
		if (current === null) return;
		const measure = () => {
			const { clientWidth: width, clientHeight: height } = current;
			setSize((old) => (old.width === width && old.height === height ? old : { width, height }));
		};
		measure();
		const observer = new ResizeObserver(measure);
		observer.observe(current);
		return () => observer.disconnect();
	}, [element]);
	return size;
}
