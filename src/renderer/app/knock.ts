import { failureOf } from "../bridge/client.ts";
import { failureText } from "../bridge/error-text.ts";
import { showToast } from "../kit/toast.tsx";

/** For `catch`: says in a toast why something the designer asked for did not happen. */
export function knock(thrown: unknown): void {
	showToast({ tone: "danger", text: failureText(failureOf(thrown)) });
}
