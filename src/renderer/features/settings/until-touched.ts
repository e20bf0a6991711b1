const hands = ["pointerdown", "wheel", "keydown"] as const;

/** Tells once of the designer's next press or turn of the wheel. @returns a function that ends it */
export function untilTouched(told: () => void): () => void {
	const end = () => {
		for (const type of hands) window.removeEventListener(type, touch, { capture: true });
	};
	const touch = () => {
		end();
		told();
	};
	for (const type of hands) window.addEventListener(type, touch, { capture: true });
	return end;
}
