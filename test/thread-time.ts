/**
 * The time this thread has worked so far, milliseconds: what else the machine does meanwhile, and
 * waiting for a core, does not count.
 */
export function threadMs(): number {
	const { user, system } = process.threadCpuUsage();
	return (user + system) / 1_000;
}
