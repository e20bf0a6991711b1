import type { Network, NetworkState } from "../foundation/network.ts";
import type { WriteGate } from "../library/keeping/write-gate.ts";

/**
 * The network as jobs see it: they rest while the library is only read, as they do while the computer
 * sleeps. Nothing is sent then that would have nowhere to go.
 */
export function restingWhileReadOnly(
	network: Network,
	gate: Pick<WriteGate, "reason" | "onChange">,
): Network {
	const seen = ({ online, awake }: NetworkState): NetworkState => ({
		online,
		awake: awake && gate.reason() === undefined,
	});
	return {
		state: () => seen(network.state()),
		onChange: (listener) => {
			let listening = true;
			const end = network.onChange((state) => listener(seen(state)));
			gate.onChange(() => {
				if (listening) listener(seen(network.state()));
			});
			return () => {
				listening = false;
				end();
			};
		},
	};
}
