/** Lets one piece of work a key run at a time, in the order asked. */
export type Locks = <T>(key: string, work: () => Promise<T>) => Promise<T>;

export function createLocks(): Locks {
	const tails = new Map<string, Promise<unknown>>();
	return (key, work) => {
		const before = tails.get(key) ?? Promise.resolve();
		const result = before.then(work, work);
		tails.set(key, result);
		const forget = () => {
			if (tails.get(key) === result) tails.delete(key);
		};
		result.then(forget, forget);
		return result;
	};
}
