/** A main process that answers when told to, and a clock that stands still. */
export function createHeldMain() {
	const answers: { readonly yes: () => void; readonly no: () => void }[] = [];
	const timers: { readonly run: () => void; readonly ms: number }[] = [];
	return {
		timers,
		/** Settles with the next answer that was not given to an earlier call. */
		asked: () =>
			new Promise<void>((yes, no) => answers.push({ yes, no: () => no(new Error("full")) })),
		later: (run: () => void, ms: number) => {
			const timer = { run, ms };
			timers.push(timer);
			return () => {
				if (timers.includes(timer)) timers.splice(timers.indexOf(timer), 1);
			};
		},
		answer: async (how: "yes" | "no") => {
			answers.shift()?.[how]();
			// Whoever asked acts on an answer a turn later.
			await new Promise<void>((resolve) => setImmediate(resolve));
		},
	};
}
