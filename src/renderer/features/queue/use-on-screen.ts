import { type RefObject, useEffect, useState } from "react";

/** What is this near to being seen is drawn as if it were, CSS pixels. */
const NEAR = "200px";

const watchers = new Map<Element, (isSeen: boolean) => void>();
let observer: IntersectionObserver | undefined;

/** One observer for all rows. */
function watch(element: Element, tell: (isSeen: boolean) => void): () => void {
	observer ??= new IntersectionObserver(
		(entries) => {
			for (const { target, isIntersecting } of entries) watchers.get(target)?.(isIntersecting);
		},
		{ rootMargin: NEAR },
	);
	watchers.set(element, tell);
	observer.observe(element);
	return () => {
		watchers.delete(element);
		observer?.unobserve(element);
	};
}

/** Whether an element is in sight, or nearly. */
export function useOnScreen(ref: RefObject<Element | null>): boolean {
	const [isSeen, setSeen] = useState(false);
	useEffect(() => (ref.current === null ? undefined : watch(ref.current, setSeen)), [ref]);
	return isSeen;
}
