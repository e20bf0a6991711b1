import { CSPProvider } from "@base-ui/react/csp-provider";
import { Tooltip } from "@base-ui/react/tooltip";
import type { ReactNode } from "react";
import type { KitWords } from "./kit-words.ts";
import { KitWordsContext } from "./kit-words.ts";
import { ToastRegion } from "./toast.tsx";

/** Goes once around the window: words, tooltips, toasts, and no style elements of Base UI's own. */
export function KitProvider({
	words,
	children,
}: {
	readonly words: KitWords;
	readonly children: ReactNode;
}) {
	return (
		<CSPProvider disableStyleElements>
			<KitWordsContext value={words}>
				<Tooltip.Provider delay={400} closeDelay={0}>
					{children}
					<ToastRegion />
				</Tooltip.Provider>
			</KitWordsContext>
		</CSPProvider>
	);
}
