import { RunId } from "../../../contract/ids.ts";
import { ask, failureOf } from "../../bridge/client.ts";
import { usePictureProblem } from "../../state/picture-problem.ts";

/** Has every file compared with what is known of it; how far it is stands among the long work. */
export function checkLibrary(): void {
	const run = RunId.parse(crypto.randomUUID());
	ask("library.check", { run, repair: false }).catch((thrown: unknown) =>
		usePictureProblem.setState({ failure: failureOf(thrown) }),
	);
}
